//! The preview: the site on this machine while somebody writes it. Nothing is
//! written to the disk.
//!
//! 1. `watch` hears of a change;
//! 2. `session` reads the project anew, keeps the last good version and the
//!    mistakes since;
//! 3. `server` sends its files and tells browsers of a new version (`page` puts
//!    the script that listens into each page).

mod page;
mod server;
mod session;
mod watch;

use std::collections::BTreeSet;
use std::io;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use meldwijzer::diagnostic::Said;
use meldwijzer::{Error, Report, Result, fs, said};

use super::Project;
use session::{Session, Update};
use watch::Watch;

/// How many changed files are named.
const NAMED_MAX: usize = 3;

/// Where and how to show the site.
#[derive(Debug, clap::Args)]
pub(super) struct Place {
    /// The port; if it is taken the next free one, and 0 takes any.
    #[arg(long, default_value_t = 4080)]
    port: u16,
    /// The address to listen on. With any but this one, others can read the
    /// preview over the network.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Open the site in the browser.
    #[arg(long)]
    open: bool,
}

/// Shows the project until the program is stopped.
pub(super) fn serve(project: &Project, place: &Place) -> Result<()> {
    let options = project.options();
    let root = &project.root;
    let folders = std::iter::once(&options.root).chain(&options.layers);
    let folders = folders.map(|folder| std::path::absolute(folder).map_err(failed("find", folder)));
    let watch = Watch::new(folders.collect::<Result<_>>()?)?;
    let session = Arc::new(Session::new(options, project.deny_warnings, project.spoken()));

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(failed("serve", root))?;
    runtime.block_on(async {
        let listener = server::bind(place.host, place.port).await.map_err(failed("open a port to serve", root))?;
        let address = listener.local_addr().map_err(failed("serve", root))?;
        let updates = Updates { session: Arc::clone(&session), project: project.clone(), count: 0 };
        thread::spawn(move || updates.run(watch));
        // Before there is something to see, there is nothing to open.
        let mut state = session.state();
        let _ = state.wait_for(|state| !state.version.is_empty() || state.mistakes.is_some()).await;
        let url = format!("http://{address}/");
        let (say, port) = (|message: Said| eprintln!("{}", message.text(session.language())), place.port);
        if port != 0 && address.port() != port {
            say(said!("port {port} is taken: this is another", "poort {port} is bezet: dit is een andere"));
        }
        if !place.host.is_loopback() {
            say(said!("others on the network can read this preview", "anderen op het netwerk kunnen dit ook zien"));
        }
        say(said!("{url}  (stop with Ctrl-C)", "{url}  (stop met Ctrl-C)"));
        if place.open
            && let Err(error) = open::that_detached(&url)
        {
            say(said!("no browser could be opened: {error}", "er kon geen browser worden geopend: {error}"));
        }
        tokio::select! {
            () = server::run(listener, session) => {}
            // Without a handler for Ctrl-C the program ends all the same.
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(())
    })
}

/// Brings the session up to date with each change.
struct Updates {
    session: Arc<Session>,
    project: Project,
    count: u32,
}

impl Updates {
    fn run(mut self, mut watch: Watch) {
        let session = Arc::clone(&self.session);
        let ended = self.update(&mut watch, BTreeSet::new()).and_then(|()| {
            while let Some(changed) = watch.next()? {
                self.update(&mut watch, changed)?;
            }
            Ok(())
        });
        if let Err(error) = ended {
            let message = said!(
                "error: {error}\nchanges are no longer seen: start `serve` again",
                "fout: {error}\nveranderingen worden niet meer gezien: start `serve` opnieuw",
            );
            eprintln!("{}", message.text(session.language()));
        }
    }

    /// Reads the project until it is good or at rest, so that half a branch is no
    /// mistake.
    fn update(&mut self, watch: &mut Watch, mut changed: BTreeSet<PathBuf>) -> Result<()> {
        loop {
            let start = Instant::now();
            self.count += 1;
            // Not the same after the program was started again.
            let update = self.session.update(format!("{}.{}", std::process::id(), self.count), &changed);
            let more = watch.more()?;
            let report = match update {
                Ok(Update::Shown(report)) => {
                    self.say(&report)?;
                    if self.count > 1 {
                        let seconds = start.elapsed().as_secs_f64();
                        eprintln!("{} {seconds:.2} s", named(&changed).text(self.session.language()));
                    }
                    None
                }
                Ok(Update::Mistakes(report)) => Some(Ok(report)),
                Err(error) => Some(Err(error)),
            };
            if more.is_empty() {
                match report {
                    Some(Ok(report)) if self.session.tell(self.session.text(&report)) => {
                        self.say(&report)?;
                        let message = said!("the last good version is shown", "de laatste goede versie is te zien");
                        eprintln!("{}", message.text(self.session.language()));
                    }
                    Some(Err(error)) if self.session.tell(format!("error: {error}")) => eprintln!("error: {error}"),
                    _ => {}
                }
                return Ok(());
            }
            changed.extend(more);
        }
    }

    fn say(&self, report: &Report) -> Result<()> {
        self.project.print(report)
    }
}

/// What changed, in a few words.
fn named(changed: &BTreeSet<PathBuf>) -> Said {
    let names: Vec<String> = changed.iter().take(NAMED_MAX).map(|path| path.display().to_string()).collect();
    let (names, more) = (names.join(", "), changed.len().saturating_sub(NAMED_MAX));
    match more {
        0 => said!("{names} in", "{names} in"),
        _ => said!("{names} and {more} more in", "{names} en nog {more} in"),
    }
}

fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Disk(fs::Error { action, path, source })
}
