//! Names of the foreign communities, with the letters they are registered with.

/// A country people come from.
pub(super) struct Origine {
    /// Codice catastale of the state.
    pub(super) stato: &'static str,
    /// Towns of birth.
    pub(super) citta: &'static [&'static str],
    /// Surnames.
    pub(super) cognomi: &'static [&'static str],
    /// First names of men.
    pub(super) nomi_m: &'static [&'static str],
    /// First names of women.
    pub(super) nomi_f: &'static [&'static str],
}

/// The communities, the largest first.
pub(super) const ORIGINI: &[Origine] = &[
    Origine {
        stato: "Z129",
        citta: &["BUCUREȘTI", "IAȘI", "BACĂU", "SUCEAVA"],
        cognomi: &[
            "POPESCU",
            "IONESCU",
            "MUNTEANU",
            "DUMITRAȘCU",
            "ȚURCANU",
            "ROȘU",
            "BĂLAN",
            "CÎRSTEA",
            "MATEI",
            "STAN",
        ],
        nomi_m: &["IONUȚ", "ȘTEFAN", "MIHĂIȚĂ", "VASILE", "GHEORGHE", "CĂTĂLIN", "FLORIN", "COSTEL"],
        nomi_f: &[
            "ELENA-MĂDĂLINA",
            "ȘTEFANIA",
            "LĂCRĂMIOARA",
            "MIHAELA",
            "DOINA",
            "ANDREEA",
            "ANCUȚA",
            "IULIANA",
        ],
    },
    Origine {
        stato: "Z100",
        citta: &["TIRANA", "DURRËS", "SHKODËR"],
        cognomi: &["HOXHA", "SHEHU", "ÇELA", "GJONI", "BARDHI", "KÇIRA", "LLESHI", "PRENGA"],
        nomi_m: &["ARBËN", "ILIR", "GËZIM", "KLODIAN", "ARTAN"],
        nomi_f: &["MIRELA", "VJOLLCA", "ARDIANA", "ËNGJËLLUSHE", "LULJETA"],
    },
    Origine {
        stato: "Z330",
        citta: &["CASABLANCA", "KHOURIBGA", "FÈS"],
        cognomi: &["EL AMRANI", "BENALI", "CHAOUI", "EL FASSI", "OUAZZANI", "TAHIRI"],
        nomi_m: &["MOHAMMED", "YOUSSEF", "ABDELLAH", "HAMZA", "RACHID"],
        nomi_f: &["FATIMA", "KHADIJA", "NAIMA", "ZINEB", "LOUBNA"],
    },
    Origine {
        stato: "Z138",
        citta: &["KYÏV", "LVIV", "CHERNIVTSI"],
        cognomi: &["KOVALENKO", "SHEVCHENKO", "BONDARENKO", "MELNYK", "TKACHUK", "HNATIUK"],
        nomi_m: &["OLEKSANDR", "ANDRIY", "VASYL", "TARAS"],
        nomi_f: &["OKSANA", "NATALIYA", "LYUDMYLA", "HALYNA", "IRYNA"],
    },
    Origine {
        stato: "Z210",
        citta: &["WENZHOU", "QINGTIAN"],
        cognomi: &["HU", "CHEN", "WU", "ZHOU", "LÜ", "XU"],
        nomi_m: &["WEI", "JIAN", "XIAOMING", "LÜBIN"],
        nomi_f: &["LI", "XIUYING", "YAN", "MEILING"],
    },
    Origine {
        stato: "Z222",
        citta: &["JALANDHAR", "HOSHIARPUR"],
        cognomi: &["SINGH", "KAUR", "KUMAR", "SHARMA", "DHILLON"],
        nomi_m: &["GURPREET", "HARJIT", "BALWINDER", "AMRIT"],
        nomi_f: &["MANPREET", "RAJWINDER", "SIMRAN", "HARPREET"],
    },
    Origine {
        stato: "Z127",
        citta: &["KRAKÓW", "ŁÓDŹ", "RZESZÓW"],
        cognomi: &["KOWALCZYK", "WIŚNIEWSKA", "ŁUKASIK", "ZIĘBA", "DĄBEK"],
        nomi_m: &["PAWEŁ", "KRZYSZTOF", "ŁUKASZ"],
        nomi_f: &["MAŁGORZATA", "AGNIESZKA", "BOŻENA"],
    },
    Origine {
        stato: "Z611",
        citta: &["LIMA", "TRUJILLO"],
        cognomi: &["QUISPE HUAMÁN", "NÚÑEZ ROJAS", "GARCÍA FLORES", "CÓRDOVA DÍAZ"],
        nomi_m: &["JOSÉ LUIS", "JESÚS", "ÁNGEL"],
        nomi_f: &["MARÍA DEL PILAR", "ROCÍO", "YOLANDA"],
    },
    Origine {
        stato: "Z112",
        citta: &["KÖLN", "MÜNCHEN"],
        cognomi: &["MÜLLER", "GROẞMANN", "SCHRÖDER", "WEIẞ"],
        nomi_m: &["JÜRGEN", "JÖRG", "HANS"],
        nomi_f: &["BÄRBEL", "URSULA", "KÄTHE"],
    },
    Origine {
        stato: "Z343",
        citta: &["DAKAR", "THIÈS"],
        cognomi: &["NDIAYE", "DIOP", "FALL", "SÈNE"],
        nomi_m: &["MAMADOU", "CHEIKH", "IBRAHIMA"],
        nomi_f: &["AWA", "FATOU", "NDÈYE"],
    },
];
