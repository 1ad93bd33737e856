//! Places of every kind, in every case.

use super::*;

/// Given, with article in nominative and dative, where.
const PLACES: &[(&str, &str, &str, &str)] = &[
    ("Borkum, Stadt", "die Stadt Borkum", "der Stadt Borkum", "in der Stadt Borkum"),
    ("Landkreis Aurich", "der Landkreis Aurich", "dem Landkreis Aurich", "im Landkreis Aurich"),
    ("Region Hannover", "die Region Hannover", "der Region Hannover", "in der Region Hannover"),
    (
        "Städteregion Aachen",
        "die Städteregion Aachen",
        "der Städteregion Aachen",
        "in der Städteregion Aachen",
    ),
    (
        "Regionalverband Saarbrücken",
        "der Regionalverband Saarbrücken",
        "dem Regionalverband Saarbrücken",
        "im Regionalverband Saarbrücken",
    ),
    ("Rhein-Kreis Neuss", "der Rhein-Kreis Neuss", "dem Rhein-Kreis Neuss", "im Rhein-Kreis Neuss"),
    ("Ennepe-Ruhr-Kreis", "der Ennepe-Ruhr-Kreis", "dem Ennepe-Ruhr-Kreis", "im Ennepe-Ruhr-Kreis"),
    ("Vogtlandkreis", "der Vogtlandkreis", "dem Vogtlandkreis", "im Vogtlandkreis"),
    ("Märkischer Kreis", "der Märkische Kreis", "dem Märkischen Kreis", "im Märkischen Kreis"),
    (
        "Rheinisch-Bergischer Kreis",
        "der Rheinisch-Bergische Kreis",
        "dem Rheinisch-Bergischen Kreis",
        "im Rheinisch-Bergischen Kreis",
    ),
    (
        "Hamburg, Freie und Hansestadt",
        "die Freie und Hansestadt Hamburg",
        "der Freien und Hansestadt Hamburg",
        "in der Freien und Hansestadt Hamburg",
    ),
    (
        "Rostock, Hanse- und Universitätsstadt",
        "die Hanse- und Universitätsstadt Rostock",
        "der Hanse- und Universitätsstadt Rostock",
        "in der Hanse- und Universitätsstadt Rostock",
    ),
    (
        "Klingenthal, Große Kreisstadt",
        "die Große Kreisstadt Klingenthal",
        "der Großen Kreisstadt Klingenthal",
        "in der Großen Kreisstadt Klingenthal",
    ),
    (
        "Große Kreisstadt Riesa",
        "die Große Kreisstadt Riesa",
        "der Großen Kreisstadt Riesa",
        "in der Großen Kreisstadt Riesa",
    ),
    (
        "Kreisfreie Stadt Hof",
        "die kreisfreie Stadt Hof",
        "der kreisfreien Stadt Hof",
        "in der kreisfreien Stadt Hof",
    ),
    ("Ostseebad Binz", "das Ostseebad Binz", "dem Ostseebad Binz", "im Ostseebad Binz"),
    ("Insel Hiddensee", "die Insel Hiddensee", "der Insel Hiddensee", "auf der Insel Hiddensee"),
    (
        "Klosterflecken Ebstorf",
        "der Klosterflecken Ebstorf",
        "dem Klosterflecken Ebstorf",
        "im Klosterflecken Ebstorf",
    ),
    ("Bezirk Mitte", "der Bezirk Mitte", "dem Bezirk Mitte", "im Bezirk Mitte"),
    (
        "Samtgemeinde Brookmerland",
        "die Samtgemeinde Brookmerland",
        "der Samtgemeinde Brookmerland",
        "in der Samtgemeinde Brookmerland",
    ),
    ("Amt Eiderstedt", "das Amt Eiderstedt", "dem Amt Eiderstedt", "im Amt Eiderstedt"),
    ("Aham, M", "der Markt Aham", "dem Markt Aham", "im Markt Aham"),
    ("Markt Schwaben", "Markt Schwaben", "Markt Schwaben", "in Markt Schwaben"),
    (
        "Bad Homburg v. d. Höhe",
        "Bad Homburg v. d. Höhe",
        "Bad Homburg v. d. Höhe",
        "in Bad Homburg v. d. Höhe",
    ),
    (
        "Neustadt am Rübenberge, Stadt",
        "die Stadt Neustadt am Rübenberge",
        "der Stadt Neustadt am Rübenberge",
        "in der Stadt Neustadt am Rübenberge",
    ),
    (
        "Neustadt am Rübenberge",
        "Neustadt am Rübenberge",
        "Neustadt am Rübenberge",
        "in Neustadt am Rübenberge",
    ),
    (
        "Lutherstadt Wittenberg",
        "die Lutherstadt Wittenberg",
        "der Lutherstadt Wittenberg",
        "in der Lutherstadt Wittenberg",
    ),
    ("Darmstadt", "Darmstadt", "Darmstadt", "in Darmstadt"),
    ("Moormerland", "Moormerland", "Moormerland", "in Moormerland"),
    (
        "Leer (Ostfriesland), Stadt",
        "die Stadt Leer (Ostfriesland)",
        "der Stadt Leer (Ostfriesland)",
        "in der Stadt Leer (Ostfriesland)",
    ),
];

#[test]
fn every_kind_of_place_has_its_article_in_every_case() {
    for (given, nominative, dative, within) in PLACES {
        let place = Named::new(given, None);
        assert_eq!(place.with_article(Case::Nominative), *nominative);
        assert_eq!(place.with_article(Case::Dative), *dative);
        assert_eq!(place.within(), *within);
    }
}

#[test]
fn the_accusative_of_a_masculine_kind_is_its_own() {
    assert_eq!(Named::new("Märkischer Kreis", None).with_article(Case::Accusative), "den Märkischen Kreis");
    assert_eq!(
        Named::new("Große Kreisstadt Riesa", None).with_article(Case::Accusative),
        "die Große Kreisstadt Riesa"
    );
    assert_eq!(Named::new("Amt Eiderstedt", None).with_article(Case::Accusative), "das Amt Eiderstedt");
}

#[test]
fn a_register_decides_what_the_first_word_cannot() {
    assert_eq!(
        Named::new("Markt Schwaben", Some("Markt")).with_article(Case::Nominative),
        "der Markt Markt Schwaben"
    );
    assert_eq!(
        Named::new("Moormerland", Some("Gemeinde")).with_article(Case::Nominative),
        "die Gemeinde Moormerland"
    );
    assert_eq!(Named::new("Emden", Some("kreisfreie Stadt")).with_article(Case::Dative), "der Stadt Emden");
    assert_eq!(Named::new("Landkreis Aurich", Some("Landkreis")).plain(), "Landkreis Aurich");
    assert_eq!(Named::new("Märkischer Kreis", Some("Kreis")).plain(), "Märkischer Kreis");
    assert_eq!(Named::new("Borkum, Stadt", None).plain(), "Stadt Borkum");
    assert_eq!(Named::new("Borkum, Stadt", None).short(), "Borkum");
}

#[test]
fn kinds_are_drawn_together_each_with_its_preposition() {
    let places = |names: &[&str]| names.iter().map(|name| Named::new(name, None)).collect::<Vec<_>>();
    assert_eq!(
        within_all(&places(&["Landkreis Aurich", "Landkreis Leer", "Landkreis Wittmund"]), 0),
        "in den Landkreisen Aurich, Leer und Wittmund"
    );
    assert_eq!(
        within_all(
            &places(&["Braunschweig, Stadt", "Salzgitter, Stadt", "Wolfsburg, Stadt", "Landkreis Gifhorn"]),
            7
        ),
        "in den Städten Braunschweig, Salzgitter und Wolfsburg, im Landkreis Gifhorn und in 7 weiteren Kreisen und kreisfreien Städten"
    );
    assert_eq!(
        within_all(&places(&["Rhein-Kreis Neuss", "Ennepe-Ruhr-Kreis"]), 0),
        "im Rhein-Kreis Neuss und im Ennepe-Ruhr-Kreis"
    );
    assert_eq!(within_all(&places(&["Aurich", "Leer"]), 0), "in Aurich und Leer");
    assert_eq!(
        within_all(&places(&["Große Kreisstadt Riesa", "Große Kreisstadt Hof"]), 1),
        "in den Großen Kreisstädten Riesa und Hof und in einem weiteren Kreis oder einer kreisfreien Stadt"
    );
}

#[test]
fn prepositions_are_contracted() {
    assert_eq!(contracted("von", "dem First Level"), "vom First Level");
    assert_eq!(contracted("zu", "der Stelle"), "zur Stelle");
    assert_eq!(contracted("in", "Leer"), "in Leer");
}
