//! The modules of the (Advies- en) Steunpunt Huiselijk Geweld, in the format of
//! MOVISIE's description of 2011 (section 2.2, "Format beschrijving modulen").

use super::shape::{choice, part, record};
use super::{Block, Inline, Line, Ref, Source, Stage};

record! {
    /// A module: a coherent part of what a steunpunt offers.
    Module {
        /// The section in the description of 2011, such as "4.6".
        number: Line,
        /// Whether it serves clients or the organisation.
        bound: Bound,
        /// The function of the steunpunt that it belongs to.
        function: Function,
        /// The parts of the chain that it belongs to.
        chain: Vec<Chain>,
        /// The steps of the meldcode in which a professional meets it.
        #[serde(default)]
        steps: Vec<u8>,
        /// For whom it is.
        target_group: TargetGroup,
        /// What is reached at the end, one sentence each.
        goals: Vec<Inline>,
        /// How long and how often.
        duration: Duration,
        /// Where and how.
        setting: Setting,
        /// The way of working, as an introduction to the activities.
        approach: Block,
        /// What is done, one item each.
        activities: Vec<Activity>,
        /// Additional information, one thought each.
        #[serde(default)]
        additional: Vec<Inline>,
        /// What must be in place, one item each.
        preconditions: Vec<Precondition>,
        /// Modules that may follow.
        #[serde(default)]
        leads_to: Vec<Ref<Module>>,
        /// Modules that this one makes use of.
        #[serde(default)]
        uses: Vec<Ref<Module>>,
        /// What changed after the description.
        #[serde(default)]
        since: Vec<Since>,
    }
}

choice! {
    /// Whether a module serves clients or the organisation.
    Bound {
        /// Directly concerned with help to a client (4.1-4.14).
        Client = "client",
        /// Concerned with the working of the organisation (4.15-4.21).
        Organisation = "organisation",
    }
}

choice! {
    /// The five functions of a steunpunt (ministry of VWS, August 2011).
    Function {
        /// Entrance for questions, advice and reports.
        Frontoffice = "frontoffice",
        /// Organising help and guarding agreements in the chain.
        Procesregie = "procesregie",
        /// Recording information.
        Registratie = "registratie",
        /// Collecting figures and following developments.
        Monitoring = "monitoring",
        /// Making professionals more expert.
        Deskundigheidsbevordering = "deskundigheidsbevordering",
    }
}

choice! {
    /// A part of the chain of care.
    Chain {
        /// Before violence happens.
        Preventie = "preventie",
        /// Seeing it.
        Signalering = "signalering",
        /// Reporting it.
        Melding = "melding",
        /// Stopping it and helping.
        Interventie = "interventie",
        /// Help afterwards.
        Nazorg = "nazorg",
        /// Policy and organisation.
        Beleid = "beleid",
    }
}

part! {
    /// For whom a module is.
    TargetGroup {
        /// In words.
        text: Inline,
        /// For the filters.
        tags: Vec<Audience>,
    }
}

choice! {
    /// A target group.
    Audience {
        /// People who undergo violence.
        Slachtoffers = "slachtoffers",
        /// People who use violence.
        Plegers = "plegers",
        /// People who witness it.
        Getuigen = "getuigen",
        /// People around them.
        Omstanders = "omstanders",
        /// Children.
        Kinderen = "kinderen",
        /// Professionals.
        Professionals = "professionals",
        /// Organisations in the chain.
        Ketenpartners = "ketenpartners",
        /// Citizens.
        Burgers = "burgers",
        /// Municipalities.
        Gemeenten = "gemeenten",
        /// The staff of the steunpunt.
        Medewerkers = "medewerkers",
    }
}

part! {
    /// How long and how often.
    Duration {
        /// In words.
        text: Inline,
        /// The number of contacts, where the source gives one.
        #[serde(default)]
        contacts: Option<Contacts>,
        /// Whether the activity is continuous.
        #[serde(default)]
        continuous: bool,
    }
}

part! {
    /// A number of contacts, from `min` to `max`.
    Contacts {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    }
}

part! {
    /// Where and how contact takes place.
    Setting {
        /// In words.
        text: Inline,
        /// By what means.
        #[serde(default)]
        channels: Vec<Means>,
        /// At what places.
        #[serde(default)]
        places: Vec<Venue>,
    }
}

choice! {
    /// A means of contact.
    Means {
        /// By telephone.
        Telefoon = "telefoon",
        /// By e-mail.
        Email = "e-mail",
        /// By chat.
        Chat = "chat",
        /// In person.
        FaceToFace = "face-to-face",
        /// By letter.
        Post = "post",
        /// By a web site.
        Internet = "internet",
    }
}

choice! {
    /// A place of contact.
    Venue {
        /// At the steunpunt.
        Steunpunt = "steunpunt",
        /// At the client's home.
        Thuis = "thuis",
        /// At a partner in the chain.
        Ketenpartner = "ketenpartner",
        /// At a place that is safe for all.
        VeiligePlek = "veilige-plek",
        /// Where people are found.
        Vindplaats = "vindplaats",
        /// Where the participants are.
        Deelnemers = "deelnemers",
    }
}

part! {
    /// One activity.
    Activity {
        /// The heading it stands under, where the source has groups.
        #[serde(default)]
        group: Option<Line>,
        /// What is done.
        text: Inline,
    }
}

part! {
    /// One precondition.
    Precondition {
        /// What must be in place.
        text: Inline,
        /// What sort of thing it is.
        category: PreconditionCategory,
    }
}

choice! {
    /// A sort of precondition.
    PreconditionCategory {
        /// Cooperation, protocols.
        Agreement = "agreement",
        /// Means, staff, reach, materials.
        Facility = "facility",
        /// Knowledge and skills.
        Knowledge = "knowledge",
    }
}

part! {
    /// What changed after the description.
    Since {
        /// The year of the change.
        year: i16,
        /// What changed.
        text: Inline,
        /// Where that stands.
        source: Ref<Source>,
    }
}

impl Module {
    /// The steps of the meldcode as records are named.
    pub fn step_ids(&self) -> impl Iterator<Item = String> {
        self.steps.iter().map(|number| Stage::id(*number))
    }
}
