//! Rounds of an execution: loaders read when every resolver that can go on has said what it needs, and those of one
//! round are done before the next begins. A while instead of a round is too short for a long page on a busy machine (it
//! is then read in pieces, more of them the longer it is), and too long for a short one.

use futures::FutureExt;
use futures::future::{BoxFuture, JoinAll, join_all};
use futures::task::AtomicWaker;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Wake, Waker};

/// What the loaders of one execution want to read in its next round.
#[derive(Clone, Default)]
pub(crate) struct Giri(Arc<Mutex<Vec<BoxFuture<'static, ()>>>>);

/// Whether the resolvers can go on, and whom to wake then.
#[derive(Default)]
struct Sveglia {
    suonata: AtomicBool,
    esecuzione: AtomicWaker,
}

impl Wake for Sveglia {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.suonata.store(true, Ordering::Release);
        self.esecuzione.wake();
    }
}

impl Giri {
    /// Puts off what a loader reads to the end of the round in which it is asked for.
    pub(crate) fn alla_fine(&self) -> impl Fn(BoxFuture<'static, ()>) + Send + Sync + use<> {
        let giri = self.clone();
        move |lettura| giri.0.lock().unwrap_or_else(PoisonError::into_inner).push(lettura)
    }

    /// The next round, if anything is to be read in it. All of it begins at once.
    fn prossimo(&self) -> Option<JoinAll<BoxFuture<'static, ()>>> {
        let letture = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        (!letture.is_empty()).then(|| join_all(letture))
    }

    /// Carries an execution out, and reads what its loaders want within the same task: a reading hands everything over
    /// before a resolver sees any of it, and ends with the execution when nobody waits for that any more.
    pub(crate) async fn conta<F: Future>(&self, esecuzione: F) -> F::Output {
        let mut esecuzione = pin!(esecuzione);
        let sveglia = Arc::new(Sveglia { suonata: AtomicBool::new(true), ..Sveglia::default() });
        let waker = Waker::from(Arc::clone(&sveglia));
        let mut giro = None;
        poll_fn(|cx| {
            sveglia.esecuzione.register(cx.waker());
            loop {
                while sveglia.suonata.swap(false, Ordering::AcqRel) {
                    let esito = esecuzione.as_mut().poll(&mut std::task::Context::from_waker(&waker));
                    if esito.is_ready() {
                        return esito;
                    }
                }
                giro = giro.take().or_else(|| self.prossimo());
                match giro.as_mut().map(|letture| letture.poll_unpin(cx)) {
                    None | Some(Poll::Pending) => return Poll::Pending,
                    Some(Poll::Ready(_)) => giro = None,
                }
            }
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::dataloader::{DataLoader, Loader};
    use async_graphql::{Context, EmptyMutation, EmptySubscription, Object, Request};
    use std::collections::HashMap;
    use std::convert::Infallible;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    const RIGHE: usize = 100;

    /// Counts how often it is asked.
    struct Contatore(Arc<AtomicUsize>);

    impl Loader<usize> for Contatore {
        type Value = usize;
        type Error = Infallible;

        async fn load(&self, chiavi: &[usize]) -> Result<HashMap<usize, usize>, Infallible> {
            self.0.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            Ok(chiavi.iter().map(|n| (*n, *n)).collect())
        }
    }

    type Caricatore = Arc<DataLoader<Contatore>>;

    struct Riga(usize);

    async fn carica(ctx: &Context<'_>, n: usize) -> Riga {
        Riga(ctx.data_unchecked::<Caricatore>().load_one(n).await.unwrap().unwrap())
    }

    #[Object]
    impl Riga {
        async fn numero(&self) -> usize {
            self.0
        }

        async fn vicina(&self, ctx: &Context<'_>) -> Riga {
            carica(ctx, self.0 + 1).await
        }

        async fn lontana(&self, ctx: &Context<'_>) -> Riga {
            carica(ctx, self.0 + RIGHE).await
        }
    }

    struct Radice;

    #[Object]
    impl Radice {
        async fn righe(&self) -> Vec<Riga> {
            tokio::task::yield_now().await;
            (0..RIGHE).map(Riga).collect()
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn every_level_of_a_page_is_read_at_once_however_long_the_page() {
        let viaggi = Arc::new(AtomicUsize::new(0));
        let giri = Giri::default();
        let contatore = Contatore(Arc::clone(&viaggi));
        let caricatore = Arc::new(DataLoader::new(contatore, giri.alla_fine()).delay(Duration::ZERO));
        let schema = async_graphql::Schema::build(Radice, EmptyMutation, EmptySubscription).finish();
        let query =
            "{ righe { numero vicina { lontana { vicina { numero } } } lontana { vicina { numero } } } }";
        let richiesta = Request::new(query).data(caricatore);
        let risposta =
            tokio::spawn(async move { giri.conta(schema.execute(richiesta)).await }).await.unwrap();
        assert!(risposta.errors.is_empty(), "{:?}", risposta.errors);
        assert_eq!(viaggi.load(Ordering::Relaxed), 3, "one for each level");
    }
}
