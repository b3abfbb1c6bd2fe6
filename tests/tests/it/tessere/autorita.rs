//! Invented authorities, their cards and revocation lists.

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, CustomExtension,
    DistinguishedName, DnType, DnValue, ExtendedKeyUsagePurpose, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose,
    RevokedCertParams, SerialNumber, date_time_ymd,
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Serial number of the card that is in the list.
pub(super) const REVOCATO: u64 = 4711;
/// What stands after the codice fiscale: the number of a card, and a hash with signs that printed names quote.
const TESSERA: &str = "/6120000000000001.aB3/dE+fGhIjKlMnOpQrStUvWxY=";

/// What a card is made of.
pub(super) struct Tessera {
    pub(super) nome: String,
    pub(super) anni: (i32, i32),
    pub(super) usi_chiave: Vec<KeyUsagePurpose>,
    pub(super) usi_estesi: Vec<ExtendedKeyUsagePurpose>,
    pub(super) policy: Vec<u64>,
    pub(super) seriale: u64,
}

impl Tessera {
    pub(super) fn di(codice_fiscale: &str) -> Self {
        Self {
            nome: format!("{codice_fiscale}{TESSERA}"),
            anni: (2020, 2099),
            usi_chiave: vec![KeyUsagePurpose::DigitalSignature],
            usi_estesi: vec![ExtendedKeyUsagePurpose::ClientAuth],
            policy: vec![1, 3, 76, 16, 2, 1],
            seriale: 1,
        }
    }
}

/// A card with its key.
pub(super) struct Emessa {
    pub(super) der: Vec<u8>,
    /// Certificate and key, as a browser would use them.
    pub(super) pem: String,
}

/// An authority.
pub(super) struct Autorita {
    emittente: CertifiedIssuer<'static, KeyPair>,
    /// Trusted as well: one whose list is old, one without a list.
    pub(super) compagne: Vec<Autorita>,
    /// Below it, and trusted only through it.
    pub(super) sotto: Vec<Autorita>,
}

fn parametri_autorita(nome: &str) -> CertificateParams {
    let mut parametri = CertificateParams::default();
    parametri.distinguished_name = DistinguishedName::new();
    parametri.distinguished_name.push(DnType::CommonName, nome);
    parametri.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parametri.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    parametri
}

impl Autorita {
    pub(super) fn nuova(nome: &str) -> Self {
        let radice = |nome: &str| {
            CertifiedIssuer::self_signed(parametri_autorita(nome), KeyPair::generate().unwrap()).unwrap()
        };
        let emittente = radice(nome);
        let sotto =
            CertifiedIssuer::signed_by(parametri_autorita("Sotto"), KeyPair::generate().unwrap(), &emittente)
                .unwrap();
        let sola = |emittente| Self { emittente, compagne: Vec::new(), sotto: Vec::new() };
        let compagne = ["Lista vecchia", "Senza lista"].map(|nome| sola(radice(nome)));
        Self { emittente, compagne: compagne.into(), sotto: vec![sola(sotto)] }
    }

    pub(super) fn certificato(&self) -> Vec<u8> {
        self.emittente.der().to_vec()
    }

    pub(super) fn emetti(&self, tessera: &Tessera) -> Emessa {
        let mut parametri = CertificateParams::default();
        parametri.distinguished_name = DistinguishedName::new();
        parametri.distinguished_name.push(DnType::OrganizationalUnitName, "Regione di Prova");
        if !tessera.nome.is_empty() {
            parametri.distinguished_name.push(DnType::CommonName, DnValue::Utf8String(tessera.nome.clone()));
        }
        (parametri.not_before, parametri.not_after) =
            (date_time_ymd(tessera.anni.0, 1, 1), date_time_ymd(tessera.anni.1, 1, 1));
        parametri.key_usages.clone_from(&tessera.usi_chiave);
        parametri.extended_key_usages.clone_from(&tessera.usi_estesi);
        parametri.serial_number = Some(SerialNumber::from(tessera.seriale));
        parametri.use_authority_key_identifier_extension = true;
        if !tessera.policy.is_empty() {
            let contenuto = policy(&tessera.policy);
            parametri.custom_extensions.push(CustomExtension::from_oid_content(&[2, 5, 29, 32], contenuto));
        }
        let chiave = KeyPair::generate().unwrap();
        let certificato = parametri.signed_by(&chiave, &self.emittente).unwrap();
        let pem = certificato.pem() + &chiave.serialize_pem();
        Emessa { der: certificato.der().to_vec(), pem }
    }

    fn lista(&self, fino_a: i32) -> String {
        let revocato = RevokedCertParams {
            serial_number: SerialNumber::from(REVOCATO),
            revocation_time: date_time_ymd(2020, 6, 1),
            reason_code: None,
            invalidity_date: None,
        };
        let lista = CertificateRevocationListParams {
            this_update: date_time_ymd(2020, 6, 2),
            next_update: date_time_ymd(fino_a, 1, 1),
            crl_number: SerialNumber::from(1_u64),
            issuing_distribution_point: None,
            revoked_certs: vec![revocato],
            key_identifier_method: KeyIdMethod::Sha256,
        };
        lista.signed_by(&self.emittente).unwrap().pem().unwrap()
    }
}

/// `certificatePolicies` with one policy, whose numbers are all below 128.
fn policy(numeri: &[u64]) -> Vec<u8> {
    let primo = u8::try_from(numeri[0] * 40 + numeri[1]).unwrap();
    let mut oid = vec![primo];
    oid.extend(numeri[2..].iter().map(|n| u8::try_from(*n).unwrap()));
    let in_sequenza = |tipo: u8, dentro: Vec<u8>| {
        let mut der = vec![tipo, u8::try_from(dentro.len()).unwrap()];
        der.extend(dentro);
        der
    };
    in_sequenza(0x30, in_sequenza(0x30, in_sequenza(0x06, oid)))
}

/// Writes the folders of the service and its file about cards; answers where that is.
pub(super) fn cartelle(cartella: &Path, autorita: &Autorita, form: &str, url: &str) -> PathBuf {
    let (fidate, liste) = (cartella.join("autorita"), cartella.join("liste"));
    std::fs::create_dir_all(&fidate).unwrap();
    std::fs::create_dir_all(&liste).unwrap();
    std::fs::write(fidate.join("prova.der"), autorita.certificato()).unwrap();
    for (n, compagna) in autorita.compagne.iter().enumerate() {
        std::fs::write(fidate.join(format!("{n}.pem")), compagna.emittente.pem()).unwrap();
    }
    std::fs::write(liste.join("prova.crl"), autorita.lista(2099)).unwrap();
    std::fs::write(liste.join("sotto.crl"), autorita.sotto[0].lista(2099)).unwrap();
    std::fs::write(liste.join("vecchia.crl"), autorita.compagne[0].lista(2021)).unwrap();
    let form: Value = serde_json::from_str(form).unwrap();
    let config = json!({ "url": url, "form": form, "authorities": "autorita", "revocation_lists": "liste" });
    let file = cartella.join("tessere.json");
    std::fs::write(&file, config.to_string()).unwrap();
    file
}
