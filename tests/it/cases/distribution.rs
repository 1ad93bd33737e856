//! Distribution lists, call list, letters and forms go to the office that is competent for the service.

use super::asked::{Documents, Workspace, Wrong, section};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-01-15";
const REGISTER: &str = "03;;Niedersachsen;Land;;;\n03159;;Göttingen;Landkreis;;;\n\
                        031590016016;03159016;Göttingen, Stadt;Stadt;;;\n031590017017;03159017;Hann. Münden, Stadt;Stadt;;;";
const YOUTH: &str = "jugendamt@goettingen.example";
const REGISTRY: &str = "standesamt@goettingen.example";

pub const CASES: &[Case] = &[
    Case {
        name: "verteiler/without-contact",
        kind: "An outage is told to the first office of a Kommune by id, or to nobody, where no record of the Kommune stands.",
        check: without_contact,
    },
    Case {
        name: "verteiler/without-contact/register",
        kind: "With a register an outage is told to the first office of a Kommune by id.",
        check: without_contact_with_register,
    },
    Case {
        name: "verteiler/with-contact",
        kind: "The contact of a Kommune stands in for the office that is competent for the service.",
        check: with_contact,
    },
    Case {
        name: "verteiler/competent",
        kind: "A way to the competent authority reaches another office.",
        check: to_the_competent,
    },
    Case {
        name: "verteiler/all-services",
        kind: "A way for all services tells each office of services for which another is competent.",
        check: for_all_services,
    },
    Case {
        name: "distribution/asked-offices",
        kind: "Call list, letter and form ask one office of a Kommune for services of another.",
        check: all_offices_are_asked,
    },
    Case {
        name: "distribution/asked-offices/register",
        kind: "The same where only the register knows the Kommune.",
        check: all_offices_are_asked_with_register,
    },
    Case {
        name: "distribution/used-later",
        kind: "A path without services reaches a Land for a service that it does not use.",
        check: only_for_used_services,
    },
];

#[test]
fn distribution() {
    hold(CASES);
}

fn without() -> Workspace {
    Workspace::of("verteiler-without-contact")
}

/// The line „An“ of a service, and its rows in the table of all, hold each address as often as it should stand there.
fn told(wrong: &mut Wrong, documents: &Documents, service: &str, addresses: &[(&str, usize)]) {
    let list = documents.text("ni/verteiler.md");
    let part = section(list, &format!("## {service}"));
    let lines: String = part.lines().filter(|line| line.starts_with("**An**")).collect();
    let table = section(list, "## Alle auf einen Blick");
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with(&format!("| {service} "))).collect();
    for (address, times) in addresses {
        wrong.same(&format!("{service}, An: {address}"), lines.matches(address).count(), *times);
        wrong.same(
            &format!("{service}, table: {address}"),
            rows.iter().filter(|row| row.contains(address)).count(),
            *times,
        );
    }
}

fn reaches_the_registry(workspace: &Workspace) -> Verdict {
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    told(&mut wrong, &documents, "hb/ehe", &[(REGISTRY, 1), (YOUTH, 0)]);
    wrong.nowhere(&documents, "führt zu niemandem");
    wrong.verdict()
}

fn without_contact() -> Verdict {
    reaches_the_registry(&without())
}

fn without_contact_with_register() -> Verdict {
    reaches_the_registry(&without().register(REGISTER))
}

fn with_contact() -> Verdict {
    let mut wrong = Wrong::default();
    for workspace in
        [Workspace::of("verteiler-with-contact"), Workspace::of("verteiler-with-contact").register(REGISTER)]
    {
        let documents = workspace.docs(DAY);
        told(&mut wrong, &documents, "hb/ehe", &[(REGISTRY, 1), (YOUTH, 1)]);
    }
    wrong.verdict()
}

fn to_the_competent() -> Verdict {
    let mut wrong = Wrong::default();
    for workspace in [Workspace::of("verteiler-with-contact"), without(), without().register(REGISTER)] {
        let documents = workspace.change("ni.toml", "to = \"municipality\"", "to = \"@competent\"").docs(DAY);
        told(&mut wrong, &documents, "hb/ehe", &[(REGISTRY, 1), (YOUTH, 0)]);
    }
    wrong.verdict()
}

fn for_all_services() -> Verdict {
    let mut wrong = Wrong::default();
    for workspace in [without(), without().register(REGISTER)] {
        let documents = workspace
            .change("ni.toml", "channel = \"email\"\nservices = [\"hb/ehe\"]", "channel = \"email\"")
            .docs(DAY);
        told(&mut wrong, &documents, "hb/ehe", &[(REGISTRY, 1), (YOUTH, 0)]);
        told(&mut wrong, &documents, "hb/uvo", &[(REGISTRY, 0), (YOUTH, 1)]);
    }
    wrong.verdict()
}

fn offices_asked(workspace: &Workspace) -> Verdict {
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    let calls = section(documents.text("ni/anrufliste.md"), "## Wen rufe ich an?");
    for word in ["Göttingen", YOUTH, REGISTRY] {
        wrong.says("call list", calls, word);
    }
    // Where one row holds both offices, neither may be read as the one for all.
    let rows = calls.lines().filter(|line| line.contains(YOUTH) || line.contains(REGISTRY));
    for row in rows.filter(|row| !(row.contains(YOUTH) && row.contains(REGISTRY))) {
        let other = if row.contains(YOUTH) { "hb/ehe" } else { "hb/uvo" };
        wrong.silent("row of the call list", row, other);
    }
    let letters = documents.paths("ni/anschreiben/", ".md");
    wrong.hold("there is a letter", !letters.is_empty());
    let all: String = letters.iter().map(|path| documents.text(path)).collect();
    wrong.says("letters", &all, "Jugendamt Göttingen");
    wrong.says("letters", &all, "Standesamt Göttingen");
    let forms: String =
        documents.paths("ni/datenabfragen/", ".md").iter().map(|path| documents.text(path)).collect();
    for word in ["Jugendamt Göttingen", "Standesamt Göttingen", YOUTH, REGISTRY] {
        wrong.says("forms", &forms, word);
    }
    wrong.verdict()
}

fn all_offices_are_asked() -> Verdict {
    offices_asked(&Workspace::of("verteiler-with-contact"))?;
    offices_asked(&without())
}

fn all_offices_are_asked_with_register() -> Verdict {
    offices_asked(&without().register(REGISTER))
}

/// The operator tells two Länder of all its services; one uses the first, one the second.
fn only_for_used_services() -> Verdict {
    let way = |to: &str| {
        format!(
            "[[path]]\npurpose = \"outage\"\nfrom = \"k\"\nto = \"{to}\"\nchannel = \"email\"\ntrigger = \"Störung\"\nwithin = \"1 h\"\n\
             established = 2026-11-01\n"
        )
    };
    let workspace = Workspace::of("two-lands")
        .and(
            "hb.toml",
            &format!("[[service]]\nid = \"b\"\nname = \"Dienst B\"\n{}{}", way("ni/k"), way("sh/k")),
        )
        .change("sh.toml", "service = \"hb/a\"", "service = \"hb/b\"");
    let documents = workspace.docs(DAY);
    let list = documents.text("hb/verteiler.md");
    let mut wrong = Wrong::default();
    let first = section(list, "## Dienst A");
    wrong.says("Dienst A", first, "k@ni.example");
    wrong.silent("Dienst A", first, "k@sh.example");
    let second = section(list, "## Dienst B");
    // Its start is planned: whoever prepares it is told too.
    wrong.says("Dienst B", second, "k@sh.example");
    wrong.silent("Dienst B", second, "k@ni.example");
    wrong.verdict()
}
