//! Tables of plain text for a terminal: columns as wide as their widest entry, numbers to the right.

/// A table that is put together line by line.
#[derive(Debug, Default)]
pub struct Columns {
    right: Vec<bool>,
    lines: Vec<Vec<String>>,
}

impl Columns {
    /// A table whose columns stand to the right where told.
    pub fn new(right: &[bool]) -> Self {
        Self { right: right.to_vec(), lines: Vec::new() }
    }

    /// Adds a line.
    pub fn line(&mut self, entries: impl IntoIterator<Item = String>) {
        self.lines.push(entries.into_iter().collect());
    }

    /// The table; entries of the first column are cut so that a line fits `width` where that is possible.
    pub fn render(&self, width: usize) -> String {
        let count = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..count)
            .map(|at| {
                self.lines
                    .iter()
                    .filter_map(|line| line.get(at))
                    .map(|entry| entry.chars().count())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let total: usize = widths.iter().sum::<usize>() + 2 * count.saturating_sub(1);
        let over = total.saturating_sub(width);
        // The widest text column gives way; figures never do.
        let widest = (0..count)
            .filter(|at| !self.right.get(*at).copied().unwrap_or(false))
            .max_by_key(|at| widths.get(*at));
        if let Some(give) = widest.and_then(|at| widths.get_mut(at)) {
            *give = give.saturating_sub(over).max((*give).min(8));
        }
        let mut text = String::new();
        for line in &self.lines {
            let mut row = String::new();
            for (at, entry) in line.iter().enumerate() {
                let room = widths.get(at).copied().unwrap_or(0);
                let entry = cut(entry, room);
                let gap = " ".repeat(room.saturating_sub(entry.chars().count()));
                if at > 0 {
                    row.push_str("  ");
                }
                if self.right.get(at).copied().unwrap_or(false) {
                    row.push_str(&gap);
                    row.push_str(&entry);
                } else {
                    row.push_str(&entry);
                    row.push_str(&gap);
                }
            }
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }
}

/// At most so many letters; what is cut off shows as "…".
pub(super) fn cut(entry: &str, room: usize) -> String {
    if entry.chars().count() <= room {
        return entry.to_owned();
    }
    let mut kept: String = entry.chars().take(room.saturating_sub(1)).collect();
    kept.push('…');
    kept
}
