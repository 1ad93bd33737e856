//! Source files in memory, and places in them.
//!
//! A [`Span`] is a byte range of one file; a [`Position`] is what a person reads: line and column from 1, where the
//! column counts characters, not bytes ("Größe" has five).

use std::fmt;
use std::sync::OnceLock;

/// Which file of a [`Sources`] collection; stable for one run, ordered like the files' paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A byte range `start..end` in one source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// First byte after the range.
    pub end: u32,
}

impl Span {
    /// A range in `source`; offsets beyond 4 GiB are cut to the largest offset that can be told.
    pub fn new(source: SourceId, range: std::ops::Range<usize>) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: cut(range.start), end: cut(range.end) }
    }

    /// The range as offsets into the file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Located<T> {
    /// A value at a place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// Line and column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One file: its path as people see it (relative to the workspace, with `/`) and its text.
#[derive(Debug, Clone)]
pub struct Source {
    path: String,
    text: String,
    /// Found when the first place is asked for: most files have nothing to be told about.
    line_starts: OnceLock<Vec<u32>>,
}

impl Source {
    /// The path, relative to the workspace, with `/` on every system.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte offset is, for people. An offset inside a character counts as that character's start.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line_starts = self.line_starts.get_or_init(|| line_starts(&self.text));
        let line = line_starts.partition_point(|&start| start as usize <= offset);
        let start = line_starts.get(line.saturating_sub(1)).map_or(0, |&start| start as usize);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        Position { line: line.max(1), column }
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    std::iter::once(0)
        .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1))
        .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
        .collect()
}

/// All files of one run, ordered by path.
///
/// ```
/// use lotse::source::Sources;
/// let sources = Sources::new([("b.toml".to_owned(), "x = 'ä' # y".to_owned()), ("a.toml".to_owned(), String::new())]);
/// let b = sources.iter().nth(1).unwrap();
/// assert_eq!(b.1.path(), "b.toml");
/// assert_eq!(b.1.position(9).column, 9); // byte 9 is the 9th character: `ä` takes two bytes
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Files as `(path, text)`, in any order; a leading byte order mark is dropped.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files: Vec<Source> = files
            .into_iter()
            .map(|(path, mut text)| {
                if text.starts_with('\u{feff}') {
                    text.remove(0);
                }
                Source { path, text, line_starts: OnceLock::new() }
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// All files with their ids, by path.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, source)| (SourceId(u32::try_from(at).unwrap_or(u32::MAX)), source))
    }

    /// The file of an id that this collection handed out.
    #[expect(clippy::indexing_slicing, reason = "ids come from this collection alone")]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The file that bears this path.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        let at = self.files.binary_search_by(|source| source.path.as_str().cmp(path)).ok()?;
        u32::try_from(at).ok().map(SourceId)
    }

    /// Start and end of a span for people.
    pub fn positions(&self, span: Span) -> (Position, Position) {
        let source = self.get(span.source);
        (source.position(span.start as usize), source.position(span.end as usize))
    }

    /// The text that a span covers.
    pub fn snippet(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.range()).unwrap_or("")
    }
}
