//! What the semantics says of go-live, time, places and broken input (7 to 13, 17), each as a small workspace.

use lotse::routing::{GoLive, Places, Table};

use crate::asked::*;
use crate::support::{area, day, load, requirements};

#[test]
fn s7_the_wave_with_the_longest_area_sets_the_go_live() {
    let wave = |area: &str, day: &str| {
        format!("[[wave]]\nservice = \"hb/a\"\narea = [\"{area}\"]\ngo-live = {day}\n")
    };
    let ni = format!(
        "{}{}[[municipality]]\nkey = \"03457\"\n[[municipality]]\nkey = \"03151\"\n",
        wave("034", "2027-05-01"),
        wave("03452", "2027-03-01")
    );
    let asked = with("", &ni);
    assert_eq!(asked.go_live("03452"), GoLive::On(day("2027-03-01")));
    assert_eq!(asked.go_live("03457"), GoLive::On(day("2027-05-01")));
    assert_eq!(asked.go_live("03151"), GoLive::NotPlanned);
    let equal = with("", &format!("{}{}", wave("03452", "2027-03-01"), wave("03452", "2027-03-01")));
    assert_eq!(equal.go_live("03452"), GoLive::On(day("2027-03-01")));
    let conflict = with("", &format!("{}{}", wave("03452", "2027-03-01"), wave("03452", "2027-03-02")));
    assert_eq!(conflict.go_live("03452"), GoLive::Undecidable);
}

#[test]
fn s7_without_wave_the_use_sets_it() {
    assert_eq!(with("", "").go_live("03"), GoLive::Unknown);
    let ni = NI.replace("service = \"hb/a\"\n", "service = \"hb/a\"\ngo-live = 2027-03-01\n");
    let asked = files(&[("hb.toml", HB), ("ni.toml", &ni)]);
    assert_eq!(asked.go_live("03"), GoLive::On(day("2027-03-01")));
    assert_eq!(asked.first("03", "2027-02-28"), "", "the timeline begins with the go-live");
    assert_eq!(asked.first("03", "2027-03-01"), "Open");
    let judged = asked.row("hb/a", "03", |row| row.judged_on(day(TODAY)));
    assert_eq!(judged, Some(day("2027-03-01")), "a cell is judged at the later of today and its go-live (8)");
}

#[test]
fn s7_the_operating_state_has_cells_only_if_it_uses_its_own_service() {
    let rows = |hb: &str| {
        let asked = with(hb, "");
        let table = Table::new(
            &std::sync::Arc::new(asked.model.clone()),
            &requirements(),
            Places::new(&asked.model, None),
        );
        table.rows().iter().map(|row| row.state.code()).collect::<Vec<_>>()
    };
    assert_eq!(rows(""), ["NI"]);
    assert_eq!(rows("[[use]]\nservice = \"a\"\n"), ["HB", "NI"]);
}

#[test]
fn s8_until_is_the_last_day_and_after_the_last_boundary_nothing_changes() {
    let asked = with(
        "",
        &format!("{INTERIM}owner = \"x\"\nuntil = 2027-01-31\n{LONG_TERM}owner = \"y\"\nfrom = 2027-02-02\n"),
    );
    assert_eq!(asked.first("03", "2027-01-31"), "Covered *=ni/x");
    assert_eq!(asked.first("03", "2027-02-01"), "Open");
    assert_eq!(asked.first("03", "2027-02-02"), "Covered *=ni/y");
    assert_eq!(asked.first("03", "9000-01-01"), "Covered *=ni/y");
    let ni = NI.replace("service = \"hb/a\"\n", "service = \"hb/a\"\nuntil = 2027-03-01\n");
    let ended = files(&[("hb.toml", HB), ("ni.toml", &ni)]);
    assert_eq!(ended.first("03", "2027-03-01"), "Open");
    assert_eq!(ended.first("03", "2027-03-02"), "", "the last day of the use belongs to it");
}

#[test]
fn s10_units_are_the_disjoint_leaves_among_all_keys_named() {
    assert_eq!(with("", "").units("03"), ["03"], "none named: the Land");
    let asked = with(
        "",
        &format!(
            "{INTERIM}owner = \"x\"\narea = [\"034520001001\", \"03\"]\n[[municipality]]\nkey = \"03452\"\n[[wave]]\nservice = \"hb/b\"\narea = [\"03457\"]\ngo-live = 2027-01-01\n"
        ),
    );
    assert_eq!(asked.units("03"), ["034520001001", "03457"]);
    let operator = with(&format!("{TECHNICAL_SERVICE}owner = \"it\"\narea = [\"03452\"]\n"), "");
    assert_eq!(operator.units("03"), ["03452"], "also where the operating state names them");
}

#[test]
fn a_city_that_is_its_own_kreis_has_its_name_as_a_kreis_too() {
    let named = |key: &str| format!("[[municipality]]\nkey = \"{key}\"\nname = \"Emden\"\n");
    let places = |key: &str| Places::new(&with("", &named(key)).model, None);
    assert_eq!(places("034020000000").name(area("03402")), "Emden");
    assert_eq!(places("03402").name(area("03402")), "Emden");
    // A Gemeinde of a Kreis lends it no name.
    assert_eq!(places("034520001001").name(area("03452")), "03452");
}

#[test]
fn s12_nobody_on_purpose_competes_like_any_record() {
    let nobody = |rest: &str| {
        format!("{INTERIM}owner = \"none\"\nreason = \"r\"\napproved-by = \"z\"\nuntil = 2027-06-30\n{rest}")
    };
    assert_eq!(with("", &nobody("")).first("03", TODAY), "Deliberate *=Nobody");
    assert_eq!(with("", &nobody("")).first("03", "2027-07-01"), "Open");
    let near = with(
        "",
        &format!(
            "{}{INTERIM}owner = \"x\"\n[[municipality]]\nkey = \"03457\"\n",
            nobody("area = [\"03452\"]\n")
        ),
    );
    assert_eq!(near.first("03452", TODAY), "Deliberate *=Nobody");
    assert_eq!(near.first("03457", TODAY), "Covered *=ni/x");
    let equal = with("", &format!("{}{INTERIM}owner = \"x\"\n", nobody("")));
    assert!(equal.first("03", TODAY).starts_with("Ambiguous"));
}

#[test]
fn s13_districts_are_units_and_a_record_may_name_one() {
    let hb = format!(
        "[[municipality]]\nkey = \"04011\"\ndistricts = [\"mitte\", \"nord\"]\n[[use]]\nservice = \"a\"\n{INTERIM}owner = \"it\"\n{INTERIM}owner = \"ni/x\"\ndistrict = \"mitte\"\n"
    );
    let asked = with(&hb, "");
    assert_eq!(asked.units("04"), ["040110000000 mitte", "040110000000 nord"]);
    assert_eq!(asked.first("040110000000 mitte", TODAY), "Covered *=ni/x");
    assert_eq!(asked.first("040110000000 nord", TODAY), "Covered *=hb/it");
    let broken = with(&hb.replace("district = \"mitte\"", "district = 5"), "");
    assert_eq!(broken.codes, ["L003"]);
    assert_eq!(
        broken.first("04011 nord", TODAY),
        "Covered *=hb/it",
        "an unknown district is not every district"
    );
}

#[test]
fn s39_a_competence_and_a_wave_may_name_a_district() {
    let city = "[[municipality]]\nkey = \"03101\"\ndistricts = [\"mitte\", \"nord\"]\n";
    let office = |id: &str, more: &str| {
        format!(
            "[[organization]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"authority\"\ncompetent = [{{ area = [\"03101\"]{more} }}]\n"
        )
    };
    let wave = |day: &str, more: &str| {
        format!("[[wave]]\nservice = \"hb/a\"\narea = [\"03101\"]\ngo-live = {day}\n{more}")
    };
    let ni = format!(
        "{city}{}{}{INTERIM}owner = \"@competent\"\n{}{}",
        office("stadt", ""),
        office("bezirksamt", ", district = \"mitte\""),
        wave("2026-03-01", ""),
        wave("2026-05-01", "district = \"nord\"\n")
    );
    let asked = with("", &ni);
    assert_eq!(asked.codes, [""; 0]);
    assert_eq!(asked.first("03101 mitte", TODAY), "Covered *=ni/bezirksamt", "one digit more");
    assert_eq!(asked.first("03101 nord", TODAY), "Covered *=ni/stadt");
    assert_eq!(asked.go_live("03101 mitte"), GoLive::On(day("2026-03-01")));
    assert_eq!(asked.go_live("03101 nord"), GoLive::On(day("2026-05-01")));
    let only = with("", &ni.replace(&wave("2026-03-01", ""), ""));
    assert_eq!(only.go_live("03101 mitte"), GoLive::NotPlanned, "a wave of one district reaches no other");
}

/// A district that no city names is a slip, wherever it stands.
#[test]
fn s39_an_unknown_district_is_told_and_may_be_any() {
    let city = "[[municipality]]\nkey = \"03101\"\ndistricts = [\"mitte\", \"nord\"]\n";
    let office = "[[organization]]\nid = \"amt\"\nname = \"A\"\nkind = \"authority\"\ncompetent = [{ area = [\"03101\"], district = \"mite\" }]\n";
    let wave =
        "[[wave]]\nservice = \"hb/a\"\narea = [\"03101\"]\ngo-live = 2026-05-01\ndistrict = \"mite\"\n";
    let support = format!("{INTERIM}owner = \"x\"\narea = [\"03101\"]\ndistrict = \"mite\"\n");
    for record in [office, wave, &support] {
        let text = format!("{NI}{city}{record}");
        let (_, findings) = load(&[("hb.toml", HB), ("ni.toml", &text)]);
        let [found] = findings.as_slice() else { panic!("{findings:#?}") };
        assert_eq!(found.code.0, "L008");
        assert_eq!(found.help.as_ref().unwrap().de, "meinten Sie „mitte“?");
    }
    let asked = with("", &format!("{city}{office}{INTERIM}owner = \"@competent\"\n"));
    assert_eq!(asked.first("03101 mitte", TODAY), "Undecidable *=Undecidable");
    let asked = with("", &format!("{city}{support}"));
    assert_eq!(asked.first("03101 mitte", TODAY), "Undecidable");
    let asked = with("", &format!("{city}{wave}"));
    assert_eq!(asked.go_live("03101 mitte"), GoLive::NotPlanned);
    // Where a city's own districts cannot all be read, the name may be one of them.
    let torn = city.replace("\"nord\"", "7");
    assert_eq!(with("", &format!("{torn}{office}")).codes, ["L003"]);
    let elsewhere = with("", &format!("{city}{}", office.replace("mite", "mitte").replace("03101", "03102")));
    assert_eq!(elsewhere.codes, ["L008"], "a district of another city is none of this one");
}

#[test]
fn s17_a_misspelt_owner_is_one_finding_and_no_gap() {
    let asked = with("", &format!("{INTERIM}owner = \"amtt\"\n"));
    assert_eq!(asked.codes, ["L008"]);
    assert_eq!(asked.first("03", TODAY), "Undecidable *=Undecidable");
    for two in [["amtt", "x"], ["x", "amtt"]] {
        let asked = with("", &format!("{INTERIM}owner = \"{}\"\n{INTERIM}owner = \"{}\"\n", two[0], two[1]));
        assert_eq!(asked.first("03", TODAY), "Undecidable *=Undecidable", "in whatever order");
    }
}

#[test]
fn s17_a_broken_limit_hides_no_gap_of_another_cell_and_spoils_no_answer() {
    let broken = format!("{INTERIM}owner = \"x\"\nservices = [\"hb/aa\"]\n");
    let asked = with("", &broken);
    assert_eq!(asked.codes, ["L008"]);
    assert_eq!(asked.first("03", TODAY), "Undecidable");
    assert_eq!(asked.at("hb/a", "03", STATE_IT, TODAY), "Open");
    let answered = with("", &format!("{broken}{INTERIM}owner = \"y\"\n"));
    assert_eq!(answered.first("03", TODAY), "Covered *=ni/y");
}

#[test]
fn s17_a_wave_of_a_misspelt_service_makes_no_place_late() {
    let asked = with("", "[[wave]]\nservice = \"hb/aa\"\narea = [\"03452\"]\ngo-live = 2027-03-01\n");
    assert_eq!(asked.codes, ["L008"]);
    assert_eq!(asked.go_live("03452"), GoLive::Undecidable);
}

#[test]
fn s17_a_torn_file_makes_its_states_absences_undecidable_and_no_others() {
    let asked = with(
        &format!("{TECHNICAL_SERVICE}owner = \"it\"\n"),
        &format!("{INTERIM}owner = \"x\"\n[[support]\n"),
    );
    assert_eq!(asked.codes, ["L001"]);
    assert_eq!(asked.at("hb/a", "03", STATE_IT, TODAY), "Undecidable");
    assert_eq!(asked.at("hb/a", "03", SERVICE_IT, TODAY), "Covered *=hb/it");
    let operator = with("[[support]\n", "");
    assert_eq!(operator.at("hb/a", "03", SERVICE_IT, TODAY), "Undecidable");
    assert_eq!(operator.at("hb/a", "03", STATE_IT, TODAY), "Open");
    assert_eq!(operator.first("03", TODAY), "Open");
}

#[test]
fn s17_an_operator_that_was_not_loaded_is_one_note_and_no_gap() {
    let asked = files(&[("ni.toml", NI)]);
    assert_eq!(asked.codes, ["L013"]);
    assert_eq!(asked.at("hb/a", "03", SERVICE_IT, TODAY), "Undecidable");
    assert_eq!(asked.at("hb/a", "03", STATE_IT, TODAY), "Open");
    let listed = files(&[("ni.toml", &format!("{NI}{INTERIM}owner = \"x\"\nservices = [\"hb/b\"]\n"))]);
    assert_eq!(listed.first("03", TODAY), "Open", "a record for another service hides nothing here");
}
