//! What can be wrong with a file itself: L001 to L016, L023, L024 and L110. Reported by the reader and by the resolver; what needs the table
//! (L011, L017, L018) is a rule.

use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::Words;

/// All problems of files and references, in order of their codes.
pub static ALL: &[&RuleInfo] = &[
    &SYNTAX_ERROR,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &WRONG_VALUE,
    &MISSING_KEY,
    &MALFORMED_IDENTIFIER,
    &DECLARED_TWICE,
    &UNKNOWN_REFERENCE,
    &REVERSED_PERIOD,
    &CONTRADICTORY_IDENTIFIER,
    &STATE_NOT_NAMED,
    &STATE_NOT_LOADED,
    &UNREADABLE_FILE,
    &MISPLACED_KEY,
    &CONTROL_CHARACTER,
    &TWO_CARRIERS,
    &SAME_AS_ITSELF,
    &MAILBOX_AS_OWNER,
];

macro_rules! problem {
    ($name:ident, $code:literal, $word:literal, $severity:ident,
     summary: $sde:literal, $sen:literal; what: $wde:literal, $wen:literal; why: $yde:literal, $yen:literal;
     fix: $fde:literal, $fen:literal; bad: $bad:literal; good: $good:literal $(; looks_at: $looks:ident)?) => {
        #[doc = $sen]
        pub static $name: RuleInfo = RuleInfo {
            code: Code($code),
            name: $word,
            summary: Words::new($sde, $sen),
            severity: Severity::$severity,
            sources: &[],
            since: "0.1.0",
            step: InStep::Of(Step::Files),
            looks_at: problem!(@looks $($looks)?),
            yields_to: &[],
            what: Words::new($wde, $wen),
            why: Words::new($yde, $yen),
            fix: Words::new($fde, $fen),
            bad: $bad,
            good: $good,
        };
    };
    (@looks) => { None };
    (@looks $looks:ident) => { Some(LooksAt::$looks) };
}

problem!(SYNTAX_ERROR, "L001", "syntax-error", Error,
    summary: "die Datei ist kein gültiges TOML", "the file is not valid TOML";
    what: "Ob jede Datei nach den Regeln von TOML geschrieben ist: Klammern und Anführungszeichen geschlossen, jede Zeile „schlüssel = wert“.", "Whether each file follows the rules of TOML: brackets and quotes closed, each line `key = value`.";
    why: "Was nicht gelesen werden kann, kann nicht geprüft werden. Alles, was von dieser Datei abhängt, gilt bis dahin als nicht entscheidbar.", "What cannot be read cannot be checked. All that depends on this file counts as undecidable until then.";
    fix: "Die genannte Zeile berichtigen. Texte und Schlüssel der Verwaltung gehören in Anführungszeichen; Namen von Feldern haben keine Umlaute.", "Correct the line named. Texts and administrative keys belong in quotes; names of fields have no umlauts.";
    bad: "[state]\ncode = \"NI\n"; good: "[state]\ncode = \"NI\"\n");

problem!(UNKNOWN_KEY, "L002", "unknown-key", Error,
    summary: "ein Schlüssel, den es nicht gibt", "a key that does not exist";
    what: "Ob jeder Schlüssel und jede Tabelle im Format bekannt ist.", "Whether each key and each table is known in the format.";
    why: "Ein verschriebener Schlüssel würde sonst still übergangen, und die Angabe fehlte, ohne dass es jemand merkt.", "A misspelt key would otherwise be passed over silently, and nobody would notice that the statement is missing.";
    fix: "Den vorgeschlagenen Schlüssel verwenden; `lotse check --fix` tut das.", "Use the key that is proposed; `lotse check --fix` does so.";
    bad: "[state]\ncode = \"NI\"\nexmaple = true\n"; good: "[state]\ncode = \"NI\"\nexample = true\n");

problem!(WRONG_TYPE, "L003", "wrong-type", Error,
    summary: "ein Wert von falscher Art", "a value of the wrong kind";
    what: "Ob Text, Zahl, Datum, Liste oder Tabelle dort stehen, wo sie erwartet werden.", "Whether text, number, date, list or table stand where they are expected.";
    why: "Ein Schlüssel ohne Anführungszeichen verliert seine führende Null; ein Datum in Anführungszeichen ist nur ein Text.", "A key without quotes loses its leading zero; a date in quotes is only a text.";
    fix: "Schlüssel und Texte in Anführungszeichen setzen, Daten ohne Anführungszeichen als JJJJ-MM-TT schreiben, Listen in eckige Klammern.", "Put keys and texts in quotes, write dates without quotes as YYYY-MM-DD, lists in square brackets.";
    bad: "[state]\ncode = \"NI\"\nexample = \"ja\"\n"; good: "[state]\ncode = \"NI\"\nexample = true\n");

problem!(WRONG_VALUE, "L004", "wrong-value", Error,
    summary: "ein Wort oder Wert, der hier nicht vorgesehen ist", "a word or value that is not foreseen here";
    what: "Ob Wörter aus festen Listen (Level, Art der Frage, Kanal …), Dauern und Texte einen Wert haben, den das Format kennt.", "Whether words of closed lists (level, track, channel …), durations and texts have a value that the format knows.";
    why: "Aus einem unbekannten Wort lässt sich keine Zuständigkeit ableiten.", "No responsibility can be derived from an unknown word.";
    fix: "Eines der genannten Wörter verwenden.", "Use one of the words named.";
    bad: "[state]\ncode = \"NI\"\n[[organization]]\nid = \"a\"\nname = \"A\"\nkind = \"authorty\"\n"; good: "[state]\ncode = \"NI\"\n[[organization]]\nid = \"a\"\nname = \"A\"\nkind = \"authority\"\n");

problem!(MISSING_KEY, "L005", "missing-key", Error,
    summary: "eine notwendige Angabe fehlt", "a necessary statement is missing";
    what: "Ob jede Tabelle die Angaben hat, ohne die sie nichts aussagt.", "Whether each table has the statements without which it says nothing.";
    why: "Ein Eintrag ohne Level oder ohne zuständige Stelle beantwortet keine Frage.", "A record without level or without owner answers no question.";
    fix: "Die genannte Zeile ergänzen.", "Add the line named.";
    bad: "[state]\ncode = \"NI\"\n[[organization]]\nid = \"a\"\nkind = \"authority\"\n"; good: "[state]\ncode = \"NI\"\n[[organization]]\nid = \"a\"\nname = \"A\"\nkind = \"authority\"\n");

problem!(MALFORMED_IDENTIFIER, "L006", "malformed-identifier", Error,
    summary: "ein Schlüssel oder eine Kennung in falscher Form", "a key or id in the wrong form";
    what: "Ob Regionalschlüssel, Leistungsschlüssel, Kennungen und Adressen die Form haben, die ihre Quelle vorschreibt.", "Whether regional keys, service keys, ids and addresses have the form that their source prescribes.";
    why: "Ein Schlüssel mit verlorener Null oder ein AGS statt des ARS trifft eine andere Kommune oder keine.", "A key that lost its zero, or an AGS instead of an ARS, hits another municipality or none.";
    fix: "Den Schlüssel aus dem amtlichen Verzeichnis übernehmen und in Anführungszeichen setzen.", "Take the key from the official register and put it in quotes.";
    bad: "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"3452\"\n"; good: "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"03452\"\n");

problem!(DECLARED_TWICE, "L007", "declared-twice", Error,
    summary: "dieselbe Sache ist zweimal erklärt", "the same thing is declared twice";
    what: "Ob Kennungen je Land einmalig sind und Angaben, die es nur einmal geben darf (Nutzung eines Dienstes, Kommune, Felder von [state]), nur einmal dastehen.", "Whether ids are unique per state, and whether statements that may exist only once (use of a service, municipality, fields of [state]) stand only once.";
    why: "Zwei Einträge unter einem Namen lassen offen, welcher gilt.", "Two records under one name leave open which one holds.";
    fix: "Einen der beiden Einträge umbenennen oder löschen.", "Rename or delete one of the two records.";
    bad: "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"03452\"\n[[municipality]]\nkey = \"03452\"\n"; good: "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"03452\"\n");

problem!(UNKNOWN_REFERENCE, "L008", "unknown-reference", Error,
    summary: "ein Verweis auf etwas, das es nicht gibt", "a reference to something that does not exist";
    what: "Ob jede genannte Stelle, jeder Onlinedienst, jede Komponente und jede Vereinbarung irgendwo erklärt ist, und ob eine Stadt des Gebiets jeden genannten Bezirk nennt.", "Whether each organization, service, component and agreement that is named is declared somewhere, and whether a city in the area names each district that is named.";
    why: "Eine Frage, die an einen verschriebenen Namen geht, erreicht niemanden.", "A question that goes to a misspelt name reaches nobody.";
    fix: "Den vorgeschlagenen Namen verwenden oder die fehlende Stelle anlegen.", "Use the name proposed, or declare what is missing.";
    bad: "[state]\ncode = \"NI\"\ncoordination = \"koordinatoin\"\n[[organization]]\nid = \"koordination\"\nname = \"K\"\nkind = \"coordination\"\n"; good: "[state]\ncode = \"NI\"\ncoordination = \"koordination\"\n[[organization]]\nid = \"koordination\"\nname = \"K\"\nkind = \"coordination\"\n");

problem!(REVERSED_PERIOD, "L009", "reversed-period", Error,
    summary: "ein Zeitraum endet, bevor er beginnt", "a period ends before it begins";
    what: "Ob `until` nicht vor `from` liegt. Der letzte Tag zählt mit.", "Whether `until` is not before `from`. The last day counts.";
    why: "Ein leerer Zeitraum gilt an keinem Tag.", "An empty period holds on no day.";
    fix: "Eines der beiden Daten berichtigen.", "Correct one of the two dates.";
    bad: "[state]\ncode = \"NI\"\n[[service-115]]\ntier = \"full\"\nfrom = 2027-03-01\nuntil = 2027-02-28\n"; good: "[state]\ncode = \"NI\"\n[[service-115]]\ntier = \"full\"\nfrom = 2027-03-01\nuntil = 2027-03-01\n");

problem!(CONTRADICTORY_IDENTIFIER, "L010", "contradictory-identifier", Error,
    summary: "ein Schlüssel widerspricht dem Land, in dem er steht", "a key contradicts the state in which it stands";
    what: "Ob die ersten beiden Ziffern eines Regionalschlüssels zu dem Land passen, dessen Datei ihn nennt, und ob Schlüssel derselben Stelle zueinander passen.", "Whether the first two digits of a regional key fit the state whose file names it, and whether the keys of one organization fit each other.";
    why: "Ein Land kann nur für sein eigenes Gebiet sprechen; meist ist eine Ziffer verrutscht.", "A state can only speak for its own area; mostly a digit has slipped.";
    fix: "Den Schlüssel berichtigen oder den Eintrag in die Datei des anderen Landes setzen.", "Correct the key, or move the record to the other state's file.";
    bad: "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"04011\"\n"; good: "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"03452\"\n");

problem!(STATE_NOT_NAMED, "L012", "state-not-named", Error,
    summary: "die Datei sagt nicht, welchem Land sie gehört", "the file does not say which state it belongs to";
    what: "Ob jede Datei mit Einträgen eine Tabelle [state] mit `code` hat.", "Whether each file with records has a table [state] with `code`.";
    why: "Jeder Eintrag gilt für das Land seiner Datei; ohne Land gilt er für keines.", "Each record holds for the state of its file; without a state it holds for none.";
    fix: "Am Anfang der Datei ergänzen: [state] und darunter code = \"NI\".", "Add at the top of the file: [state] and below it code = \"NI\".";
    bad: "[[municipality]]\nkey = \"03452\"\n"; good: "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"03452\"\n");

problem!(STATE_NOT_LOADED, "L013", "state-not-loaded", Note,
    summary: "die Dateien eines anderen Landes liegen nicht vor", "the files of another state are not there";
    what: "Ob von jedem Land, auf das verwiesen wird, Dateien geladen sind. Je Land ein Befund.", "Whether files are loaded of each state that is referred to. One finding per state.";
    why: "Was dort steht, kann nicht geprüft werden; die betroffenen Felder gelten als nicht entscheidbar, nicht als Lücke.", "What stands there cannot be checked; the cells concerned count as undecidable, not as a gap.";
    fix: "Die Dateien des anderen Landes in den Ordner legen oder beim Aufruf mit angeben.", "Put the other state's files into the folder, or name them in the call.";
    bad: "[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\n"; good: "[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\n# file: hb.toml\n[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"A\"\n");

problem!(UNREADABLE_FILE, "L014", "unreadable-file", Error,
    summary: "die Datei ist kein lesbarer Text", "the file is not readable text";
    what: "Ob jede Datei als UTF-8 gespeichert ist und sich öffnen lässt.", "Whether each file is saved as UTF-8 and can be opened.";
    why: "Umlaute aus einer anderen Kodierung lassen sich nicht sicher erraten.", "Umlauts of another encoding cannot be guessed safely.";
    fix: "Die Datei im Editor als „UTF-8“ speichern.", "Save the file as \"UTF-8\" in the editor.";
    bad: ""; good: "");

problem!(MISPLACED_KEY, "L015", "misplaced-key", Error,
    summary: "eine Angabe, die hier nichts bedeutet", "a statement that means nothing here";
    what: "Ob `track` nur auf Second und Third Level steht (und dort immer), `solution` nur auf First Level (und dort immer), `parts` nicht bei technischen Fragen zum Onlinedienst, `reason` und `approved-by` bei owner = \"none\", `review` bei until = \"open\", `feedback-reason` bei feedback = \"none\" (und dort immer).", "Whether `track` stands only on second and third level (and always there), `solution` only on first level (and always there), `parts` not with technical questions on the service, `reason` and `approved-by` with owner = \"none\", `review` with until = \"open\", `feedback-reason` with feedback = \"none\" (and always there).";
    why: "Im First Level wird noch nicht sortiert, er nimmt alle Fragen; im Second Level wäre „alles“ zu viel: ein IT-Dienstleister beantwortet keine fachlichen Fragen.", "First level does not sort yet, it takes all questions; on second level \"all\" would be too much: an IT provider answers no questions on the subject matter.";
    fix: "Die Angabe streichen oder die fehlende ergänzen.", "Remove the statement, or add the one that is missing.";
    bad: "[state]\ncode = \"NI\"\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\ntrack = \"subject-matter\"\nowner = \"@competent\"\n"; good: "[state]\ncode = \"NI\"\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"@competent\"\n");

problem!(CONTROL_CHARACTER, "L016", "control-character", Error,
    summary: "unsichtbare Steuerzeichen in einem Text", "invisible control characters in a text";
    what: "Ob Texte frei von Steuerzeichen sind (Tabulator und Zeilenumbruch sind erlaubt).", "Whether texts are free of control characters (tab and line break are allowed).";
    why: "Steuerzeichen zerstören Dokumente und Tabellen, die aus dem Text entstehen.", "Control characters break the documents and tables made from the text.";
    fix: "Den Text neu eintippen.", "Type the text again.";
    bad: "[state]\ncode = \"NI\"\naccessibility-law = \"a\\u0007b\"\n"; good: "[state]\ncode = \"NI\"\naccessibility-law = \"ab\"\n");

problem!(TWO_CARRIERS, "L023", "two-carriers", Error,
    summary: "eine Stelle hat zwei Träger", "an organization has two carriers";
    what: "Ob an einer Stelle nur eine der Angaben `municipality` und `carrier` steht.", "Whether only one of `municipality` and `carrier` stands at an organization.";
    why: "Wer eine Stelle trägt, schuldet, was ihr aufgegeben ist, zum Beispiel einen Weg für Feedback. Stehen zwei Träger da, weiß keiner, wer gefragt ist.", "Who carries an office owes what is demanded of it, a way for feedback for instance. With two carriers nobody knows who is asked.";
    fix: "Trägt eine Kommune die Stelle, `carrier` löschen; bei einer gemeinsamen Stelle nennt `municipality` die Kommune, die Gesetz oder Vereinbarung bestimmen. Tragen Land, Bund oder ein Verband sie, `municipality` löschen.", "Where a municipality carries it, remove `carrier`; for a joint office `municipality` names the one that law or agreement names. Where the Land, the federation or an association carries it, remove `municipality`.";
    bad: "[state]\ncode = \"NI\"\n[[organization]]\nid = \"a\"\nname = \"A\"\nkind = \"authority\"\nmunicipality = \"03452\"\ncarrier = \"land\"\n"; good: "[state]\ncode = \"NI\"\n[[organization]]\nid = \"a\"\nname = \"A\"\nkind = \"authority\"\ncarrier = \"land\"\n");

problem!(SAME_AS_ITSELF, "L024", "same-as-itself", Note,
    summary: "eine Stelle nennt sich selbst als andere Kennung", "an organization names itself as its other id";
    what: "Ob `same-as` auf eine andere Stelle zeigt.", "Whether `same-as` points at another organization.";
    why: "Die Angabe sagt so nichts; gemeint war vermutlich dieselbe Stelle in den Dateien eines anderen Landes.", "It says nothing that way; what was meant is probably the same body in the files of another state.";
    fix: "Die andere Kennung nennen, mit dem Land davor, oder die Zeile löschen.", "Name the other id, with the state before it, or remove the line.";
    bad: "[state]\ncode = \"NI\"\n[[organization]]\nid = \"a\"\nname = \"A\"\nkind = \"it-provider\"\nsame-as = \"a\"\n"; good: "[state]\ncode = \"NI\"\n[[organization]]\nid = \"a\"\nname = \"A\"\nkind = \"it-provider\"\nsame-as = \"hb/a\"\n# file: hb.toml\n[state]\ncode = \"HB\"\n[[organization]]\nid = \"a\"\nname = \"A\"\nkind = \"it-provider\"\n");

problem!(MAILBOX_AS_OWNER, "L110", "mailbox-as-owner", Error,
    summary: "ein Postfach statt einer Stelle", "a mailbox instead of an organization";
    what: "Ob dort, wo eine Stelle stehen muss (owner, deputy, coordination …), keine E-Mail-Adresse oder Telefonnummer steht.", "Whether no e-mail address or telephone number stands where an organization must stand (owner, deputy, coordination …).";
    why: "Die Kommunikation darf über ein Funktionspostfach laufen, aber wer es liest und antwortet, muss feststehen (R40). Ein Postfach ist ein Kanal, nie eine zuständige Stelle.", "Communication may run over a functional mailbox, but who reads it and answers must be settled (R40). A mailbox is a channel, never an owner.";
    fix: "Die Stelle als [[organization]] anlegen, die Adresse unter channels eintragen und auf ihre Kennung verweisen.", "Declare the organization as [[organization]], put the address under channels, and refer to its id.";
    bad: "[state]\ncode = \"NI\"\ncoordination = \"support@ni.example\"\n[[organization]]\nid = \"koordination\"\nname = \"Koordination\"\nkind = \"coordination\"\nchannels = [{ kind = \"email\", address = \"support@ni.example\" }]\n"; good: "[state]\ncode = \"NI\"\ncoordination = \"koordination\"\n[[organization]]\nid = \"koordination\"\nname = \"Koordination\"\nkind = \"coordination\"\nchannels = [{ kind = \"email\", address = \"support@ni.example\" }]\n"; looks_at: Roles);
