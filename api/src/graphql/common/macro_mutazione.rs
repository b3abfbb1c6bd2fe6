//! The two things every mutation repeats: that its input is one, and its payload.

/// Says that a struct is the input of a mutation: `input_mutazione!(Tipo, "nome", su campo_id)` for one that changes
/// something existing, `forse su` where its id may be missing, `input_mutazione!(Tipo, "nome")` for one that makes
/// something new, `dentro campo_id` when it is made within something existing. What is not for those who work on cases says
/// so: `; amministratore`, `; apre_emergenza`, `; riesamina_emergenza`. A dangerous act ends in `; identita_confermata`: see [`InputMutazione::IDENTITA_CONFERMATA`].
///
/// [`InputMutazione::IDENTITA_CONFERMATA`]: crate::graphql::common::InputMutazione::IDENTITA_CONFERMATA
macro_rules! input_mutazione {
    ($tipo:ident, $nome:literal $(, $($su:ident)+)? $(; $vincolo:ident)*) => {
        impl $crate::graphql::common::InputMutazione for $tipo {
            const NOME: &'static str = $nome;
            $(input_mutazione!(@vincolo $vincolo);)*
            fn comando(&self) -> uuid::Uuid {
                self.comando
            }
            input_mutazione!(@versione $($($su)+)?);
        }
        domain::debug_oscurato!($tipo);
    };
    (@vincolo amministratore) => {
        fn ammesso(attore: &domain::attore::Attore) -> bool {
            $crate::graphql::permessi::puo_amministrare(attore)
        }
    };
    (@vincolo apre_emergenza) => {
        fn ammesso(attore: &domain::attore::Attore) -> bool {
            $crate::graphql::permessi::puo(attore, domain::visibilita::Azione::AprireEmergenza)
        }
    };
    (@vincolo riesamina_emergenza) => {
        fn ammesso(attore: &domain::attore::Attore) -> bool {
            $crate::graphql::permessi::puo(attore, domain::visibilita::Azione::RiesaminareEmergenze)
        }
    };
    (@vincolo identita_confermata) => {
        const IDENTITA_CONFERMATA: bool = true;
    };
    (@versione su $oggetto:ident) => {
        fn versione(&self) -> Option<u64> {
            self.versione
        }
        fn oggetto(&self) -> Option<&async_graphql::ID> {
            Some(&self.$oggetto)
        }
        input_mutazione!(@risorsa $oggetto);
    };
    (@versione forse su $oggetto:ident) => {
        fn versione(&self) -> Option<u64> {
            self.versione
        }
        fn oggetto(&self) -> Option<&async_graphql::ID> {
            self.$oggetto.as_ref()
        }
        input_mutazione!(@risorsa $oggetto);
    };
    (@versione dentro $oggetto:ident) => {
        fn versione(&self) -> Option<u64> {
            None
        }
        fn oggetto(&self) -> Option<&async_graphql::ID> {
            Some(&self.$oggetto)
        }
        input_mutazione!(@risorsa $oggetto);
    };
    (@versione) => {
        fn versione(&self) -> Option<u64> {
            None
        }
        fn oggetto(&self) -> Option<&async_graphql::ID> {
            None
        }
        fn risorsa(&self) -> Option<$crate::graphql::common::Risorsa> {
            None
        }
    };
    (@risorsa $oggetto:ident) => {
        fn risorsa(&self) -> Option<$crate::graphql::common::Risorsa> {
            let id = self.oggetto()?.parse().ok()?;
            $crate::graphql::common::Risorsa::del_campo(stringify!($oggetto), id)
        }
    };
}

/// Declares payloads: the outcome of the mutation, and the object it is about.
macro_rules! payload {
    ($($tipo:ident { $campo:ident: $oggetto:ty }),+ $(,)?) => {$(
        /// Esito dell'operazione.
        #[derive(async_graphql::SimpleObject)]
        pub(crate) struct $tipo {
            #[graphql(flatten)]
            comando: $crate::graphql::common::EsitoComando,
            /// Come risulta dopo l'operazione, o come risulta ora se la versione è superata.
            $campo: Option<$oggetto>,
        }

        impl From<($crate::graphql::common::EsitoComando, Option<$oggetto>)> for $tipo {
            fn from((comando, $campo): ($crate::graphql::common::EsitoComando, Option<$oggetto>)) -> Self {
                Self { comando, $campo }
            }
        }
    )+};
}

pub(crate) use {input_mutazione, payload};
