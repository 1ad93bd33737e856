//! What the semantics says of cells, precedence and sides (1 to 6), statement by statement, each as a small workspace.

use lotse::profile::Cell;

use crate::asked::*;
use crate::support::{day, requirements};

#[test]
fn s1_six_cells_are_required_and_no_third_level_on_the_subject_matter() {
    let cells: Vec<String> = crate::support::cells(&requirements()).into_iter().map(Cell::path).collect();
    let expected = [
        "first",
        "second/subject-matter",
        "second/technical-service",
        "second/technical-state",
        "third/technical-service",
        "third/technical-state",
    ];
    assert_eq!(cells, expected);
}

#[test]
fn s1_a_track_on_first_level_is_one_error_and_no_gap_as_well() {
    let asked = with("", &format!("{INTERIM}track = \"subject-matter\"\nowner = \"x\"\n"));
    assert_eq!(asked.codes, ["L015"]);
    assert_eq!(asked.first("03", TODAY), "Undecidable");
}

#[test]
fn s2_precedence_is_decided_per_channel() {
    let asked = with(
        "",
        &format!(
            "{LONG_TERM}owner = \"x\"\nchannels = [\"phone\"]\n{INTERIM}owner = \"y\"\nchannels = [\"phone\", \"contact-form\"]\n"
        ),
    );
    assert_eq!(asked.first("03", TODAY), "Covered phone=ni/x contact-form=ni/y");
    let all =
        with("", &format!("{LONG_TERM}owner = \"x\"\nchannels = [\"phone\"]\n{INTERIM}owner = \"y\"\n"));
    assert_eq!(all.first("03", TODAY), "Covered *=ni/y phone=ni/x");
}

#[test]
fn s2_one_channel_with_two_owners_spoils_the_cell() {
    let two = format!("{INTERIM}owner = \"x\"\n{INTERIM}owner = \"y\"\nchannels = [\"phone\"]\n");
    assert!(with("", &two).first("03", TODAY).starts_with("Ambiguous"));
}

#[test]
fn s3_every_component_in_use_needs_its_owner() {
    let parts = "[[component]]\nid = \"p\"\nkind = \"payment\"\nname = \"P\"\n[[component]]\nid = \"f\"\nkind = \"specialist-procedure\"\nname = \"F\"\nservices = [\"hb/a\"]\n";
    let some = with("", &format!("{parts}{TECHNICAL_STATE}owner = \"x\"\ncomponents = [\"f\"]\n"));
    assert_eq!(some.at("hb/a", "03", STATE_IT, TODAY), "f: Covered *=ni/x; p: Open");
    let verdict = some.row("hb/a", "03", |row| row.verdict(cell(STATE_IT), day(TODAY)));
    assert_eq!(format!("{verdict:?}"), "Some(Open)");
    let general = with(
        "",
        &format!(
            "{parts}{TECHNICAL_STATE}owner = \"y\"\n{TECHNICAL_STATE}owner = \"x\"\ncomponents = [\"f\"]\n"
        ),
    );
    assert_eq!(general.at("hb/a", "03", STATE_IT, TODAY), "f: Covered *=ni/x; p: Covered *=ni/y");
}

#[test]
fn s3_without_component_the_general_cell_is_required() {
    assert_eq!(with("", "").at("hb/a", "03", STATE_IT, TODAY), "Open");
    let other = "[[component]]\nid = \"f\"\nkind = \"other\"\nname = \"F\"\nservices = [\"hb/b\"]\n";
    let named = with("", &format!("{other}{TECHNICAL_STATE}owner = \"x\"\ncomponents = [\"f\"]\n"));
    assert_eq!(
        named.at("hb/a", "03", STATE_IT, TODAY),
        "Open",
        "the record speaks of a component not in use"
    );
    let general = with("", &format!("{TECHNICAL_STATE}owner = \"x\"\n"));
    assert_eq!(general.at("hb/a", "03", STATE_IT, TODAY), "Covered *=ni/x");
}

/// What is not in use on a day asks for nobody (semantics 38).
#[test]
fn s38_a_component_asks_for_an_owner_while_it_is_in_use() {
    let part = "[[component]]\nid = \"mail\"\nkind = \"transport\"\nname = \"PDF per Mail\"\nuntil = 2027-06-30\n[[component]]\nid = \"land\"\nkind = \"transport\"\nname = \"Landesintermediär\"\nfrom = 2027-07-01\n";
    let asked = with("", &format!("{part}{TECHNICAL_STATE}owner = \"x\"\ncomponents = [\"mail\"]\n"));
    assert_eq!(asked.at("hb/a", "03", STATE_IT, "2027-06-30"), "mail: Covered *=ni/x");
    assert_eq!(asked.at("hb/a", "03", STATE_IT, "2027-07-01"), "land: Open");
    // Before and after any component the general cell is required.
    let once =
        "[[component]]\nid = \"f\"\nkind = \"other\"\nname = \"F\"\nfrom = 2027-02-01\nuntil = 2027-02-28\n";
    let asked = with("", &format!("{once}{TECHNICAL_STATE}owner = \"x\"\n"));
    assert_eq!(asked.at("hb/a", "03", STATE_IT, "2027-01-31"), "Covered *=ni/x");
    assert_eq!(asked.at("hb/a", "03", STATE_IT, "2027-02-15"), "f: Covered *=ni/x");
    assert_eq!(asked.at("hb/a", "03", STATE_IT, "2027-03-01"), "Covered *=ni/x");
}

#[test]
fn s4_of_one_kind_the_longest_area_wins_and_what_an_authority_uses_over_all() {
    let parts = "[[component]]\nid = \"wide\"\nkind = \"specialist-procedure\"\nname = \"W\"\n[[component]]\nid = \"near\"\nkind = \"specialist-procedure\"\nname = \"N\"\narea = [\"03452\"]\n[[component]]\nid = \"own\"\nkind = \"specialist-procedure\"\nname = \"O\"\narea = [\"03458\"]\n[[municipality]]\nkey = \"03452\"\n[[municipality]]\nkey = \"03457\"\n";
    let asked = with("", parts);
    assert_eq!(asked.at("hb/a", "03452", STATE_IT, TODAY), "near: Open");
    assert_eq!(asked.at("hb/a", "03457", STATE_IT, TODAY), "wide: Open");
    let authority = "[[organization]]\nid = \"w\"\nname = \"W\"\nkind = \"authority\"\nuses = [\"own\"]\ncompetent = [{ area = [\"03452\"], from = 2027-02-01 }]\n";
    let asked = with("", &format!("{parts}{authority}"));
    assert_eq!(asked.at("hb/a", "03452", STATE_IT, "2027-01-31"), "near: Open");
    assert_eq!(asked.at("hb/a", "03452", STATE_IT, "2027-02-01"), "own: Open");
}

#[test]
fn s4_long_term_wins_over_a_longer_area() {
    let asked = with(
        "",
        &format!(
            "{INTERIM}owner = \"x\"\narea = [\"034520001001\"]\n{LONG_TERM}owner = \"y\"\nfrom = 2027-03-01\n"
        ),
    );
    assert_eq!(asked.first("034520001001", "2027-02-28"), "Covered *=ni/x");
    assert_eq!(asked.first("034520001001", "2027-03-01"), "Covered *=ni/y");
}

#[test]
fn s4_then_the_longest_area_then_service_then_component() {
    let area = with(
        "",
        &format!(
            "{INTERIM}owner = \"x\"\narea = [\"03\", \"03452\"]\n{INTERIM}owner = \"y\"\nservices = [\"hb/a\"]\narea = [\"034\"]\n[[municipality]]\nkey = \"03457\"\n"
        ),
    );
    assert_eq!(area.first("03452", TODAY), "Covered *=ni/x", "area before service");
    assert_eq!(area.first("03457", TODAY), "Covered *=ni/y", "034 is longer than 03");
    let part = "[[component]]\nid = \"p\"\nkind = \"payment\"\nname = \"P\"\n";
    let service = with(
        "",
        &format!(
            "{part}{TECHNICAL_STATE}owner = \"x\"\ncomponents = [\"p\"]\n{TECHNICAL_STATE}owner = \"y\"\nservices = [\"hb/a\"]\n"
        ),
    );
    assert_eq!(service.at("hb/a", "03", STATE_IT, TODAY), "p: Covered *=ni/y", "service before component");
}

#[test]
fn s4_equal_records_of_one_owner_are_no_ambiguity() {
    let same = with("", &format!("{INTERIM}owner = \"x\"\n{INTERIM}owner = \"x\"\n"));
    assert_eq!(same.first("03", TODAY), "Covered *=ni/x");
    let competent = "[[organization]]\nid = \"w\"\nname = \"W\"\nkind = \"authority\"\ncompetent = [{}]\n";
    let by_way = with("", &format!("{competent}{INTERIM}owner = \"@competent\"\n{INTERIM}owner = \"w\"\n"));
    assert_eq!(by_way.first("03", TODAY), "Covered *=ni/w");
}

#[test]
fn s5_the_operator_answers_for_all_on_its_service_and_on_nothing_else() {
    let asked = with(
        &format!(
            "{TECHNICAL_SERVICE}owner = \"it\"\n{TECHNICAL_STATE}owner = \"it\"\n{LONG_TERM}owner = \"it\"\n[[use]]\nservice = \"a\"\n"
        ),
        "",
    );
    assert_eq!(asked.at("hb/a", "03", SERVICE_IT, TODAY), "Covered *=hb/it");
    assert_eq!(asked.at("hb/a", "03", STATE_IT, TODAY), "Open");
    assert_eq!(asked.first("03", TODAY), "Open");
    assert_eq!(asked.first("04", TODAY), "Covered *=hb/it", "for itself it is a user like others");
}

#[test]
fn s5_another_operators_records_bind_nobody() {
    let sh = "[state]\ncode = \"SH\"\n[[organization]]\nid = \"it\"\nname = \"IT\"\nkind = \"it-provider\"\n";
    let asked = files(&[
        ("hb.toml", HB),
        ("ni.toml", NI),
        ("sh.toml", &format!("{sh}{TECHNICAL_SERVICE}owner = \"it\"\n")),
    ]);
    assert_eq!(asked.at("hb/a", "03", SERVICE_IT, TODAY), "Open");
}

#[test]
fn s6_the_side_is_who_names_the_owner_not_where_it_lives() {
    let asked =
        with(&format!("{TECHNICAL_SERVICE}owner = \"ni/x\"\n"), &format!("{INTERIM}owner = \"hb/it\"\n"));
    assert_eq!(asked.at("hb/a", "03", SERVICE_IT, TODAY), "Covered *=ni/x");
    assert_eq!(asked.first("03", TODAY), "Covered *=hb/it");
}

#[test]
fn s6_a_record_on_the_wrong_side_fills_nothing_and_is_no_gap_as_well() {
    let asked = with("", &format!("{TECHNICAL_SERVICE}owner = \"x\"\n"));
    assert_eq!(asked.at("hb/a", "03", SERVICE_IT, TODAY), "Undecidable");
    let reverse = with(
        &format!("{LONG_TERM}owner = \"it\"\narea = [\"03452\"]\n"),
        "[[municipality]]\nkey = \"03457\"\n",
    );
    assert_eq!(reverse.first("03452", TODAY), "Undecidable");
    assert_eq!(reverse.first("03457", TODAY), "Open");
}

#[test]
fn s6_who_operates_may_change_on_a_day() {
    let hb = HB.replace(
        "name = \"A\"\n",
        "name = \"A\"\noperation = [{ operating-state = \"NI\", from = 2027-06-01 }]\n",
    );
    let text = format!("{hb}{TECHNICAL_SERVICE}owner = \"it\"\n[[use]]\nservice = \"a\"\n");
    let asked = files(&[("hb.toml", &text), ("ni.toml", &format!("{NI}{TECHNICAL_SERVICE}owner = \"x\"\n"))]);
    for place in ["03", "04"] {
        assert_eq!(asked.at("hb/a", place, SERVICE_IT, "2027-05-31"), "Covered *=hb/it", "{place}");
        assert_eq!(asked.at("hb/a", place, SERVICE_IT, "2027-06-01"), "Covered *=ni/x", "{place}");
    }
}

/// Three authorities with competences, and the places where it matters.
fn competences(x: &str, y: &str) -> Asked {
    let ni = NI
        .replacen("kind = \"authority\"\n", &format!("kind = \"authority\"\ncompetent = [{x}]\n"), 1)
        .replace(
            "name = \"Y\"\nkind = \"authority\"\n",
            &format!("name = \"Y\"\nkind = \"authority\"\ncompetent = [{y}]\n"),
        );
    let places = "[[municipality]]\nkey = \"03452\"\n[[municipality]]\nkey = \"03457\"\n";
    files(&[("hb.toml", HB), ("ni.toml", &format!("{ni}{places}{INTERIM}owner = \"@competent\"\n"))])
}

#[test]
fn s6_the_competent_authority_is_found_by_area_then_service() {
    let asked = competences("{ area = [\"03\"], services = [\"hb/a\"] }", "{ area = [\"03452\"] }");
    assert_eq!(asked.first("03452", TODAY), "Covered *=ni/y");
    assert_eq!(asked.first("03457", TODAY), "Covered *=ni/x");
    let service = competences("{ services = [\"hb/a\"] }", "{}");
    assert_eq!(service.first("03452", TODAY), "Covered *=ni/x");
    let other = competences("{ services = [\"hb/b\"] }", "{ area = [\"03457\"], until = 2027-01-31 }");
    assert_eq!(other.first("03452", TODAY), "WithoutCompetent *=NoCompetent");
    assert_eq!(other.first("03457", "2027-01-31"), "Covered *=ni/y");
    assert_eq!(other.first("03457", "2027-02-01"), "WithoutCompetent *=NoCompetent");
}

#[test]
fn s6_two_equally_competent_ones_are_two_owners_even_beside_another_channel() {
    let asked = competences("{ area = [\"03452\"] }", "{ area = [\"03452\"] }");
    assert_eq!(asked.first("03452", TODAY), "WithoutCompetent *=CompetenceConflict");
    let ni = NI.replace("kind = \"authority\"\n", "kind = \"authority\"\ncompetent = [{}]\n");
    let text = format!(
        "{ni}{INTERIM}owner = \"@competent\"\nchannels = [\"email\"]\n{INTERIM}owner = \"x\"\nchannels = [\"phone\"]\n"
    );
    let beside = files(&[("hb.toml", HB), ("ni.toml", &text)]);
    assert_eq!(beside.first("03", TODAY), "WithoutCompetent phone=ni/x email=CompetenceConflict");
}
