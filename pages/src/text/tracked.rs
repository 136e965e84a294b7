//! Text that keeps its places in the file.

/// Text made of pieces of another text. Each byte can be traced back to its origin.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tracked {
    text: String,
    /// The start of each piece, here and in the origin, in ascending order.
    pieces: Vec<(usize, usize)>,
}

impl Tracked {
    /// Creates a text that is its own origin.
    pub(crate) fn whole(text: &str) -> Self {
        let mut tracked = Self::default();
        tracked.push(text, 0);
        tracked
    }

    /// Appends a piece that starts at this byte of the origin.
    pub(crate) fn push(&mut self, text: &str, origin: usize) {
        if !text.is_empty() {
            self.pieces.push((self.text.len(), origin));
            self.text.push_str(text);
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The origin of a byte.
    pub(crate) fn origin(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at).checked_sub(1);
        piece.and_then(|piece| self.pieces.get(piece)).map_or(at, |(start, origin)| origin + (at - start))
    }

    /// The origin of the first byte that is not blank.
    pub(crate) fn start(&self) -> usize {
        self.origin(self.text.len() - self.text.trim_start().len())
    }

    /// The part between two bytes.
    pub(crate) fn slice(&self, from: usize, to: usize) -> Self {
        let mut slice = Self::default();
        let ends = self.pieces.iter().skip(1).map(|(start, _)| *start).chain([self.text.len()]);
        for ((start, origin), end) in self.pieces.iter().zip(ends) {
            let (from, to) = (from.clamp(*start, end), to.clamp(*start, end));
            slice.push(self.text.get(from..to).unwrap_or_default(), origin + (from - start));
        }
        slice
    }

    /// The text without blanks at its ends.
    pub(crate) fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.slice(start, start + self.text.trim().len())
    }

    /// The text without these parts, which are in ascending order.
    pub(crate) fn without(&self, parts: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let (mut rest, mut at) = (Self::default(), 0);
        for (from, to) in parts.into_iter().chain([(self.text.len(), self.text.len())]) {
            rest.append(&self.slice(at, from));
            at = to;
        }
        rest
    }

    pub(crate) fn append(&mut self, other: &Self) {
        let shift = self.text.len();
        self.pieces.extend(other.pieces.iter().map(|(start, origin)| (start + shift, *origin)));
        self.text.push_str(&other.text);
    }

    /// The lines, without their ends.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Self> + '_ {
        let mut at = 0;
        self.text.split('\n').map(move |line| {
            let from = at;
            at += line.len() + 1;
            self.slice(from, from + line.len())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Tracked;

    fn tracked() -> Tracked {
        let mut text = Tracked::default();
        text.push("ab", 10);
        text.push("cd\n", 20);
        text.push("ef", 30);
        text
    }

    #[test]
    fn each_byte_is_traced_back_to_its_piece() {
        let origins: Vec<usize> = (0..8).map(|at| tracked().origin(at)).collect();
        assert_eq!(origins, [10, 11, 20, 21, 22, 30, 31, 32]);
    }

    #[test]
    fn a_part_is_traced_back_like_the_whole() {
        let part = tracked().slice(1, 6);
        assert_eq!((part.as_str(), part.origin(0), part.origin(1), part.origin(4)), ("bcd\ne", 11, 20, 30));
    }

    #[test]
    fn what_is_taken_out_moves_nothing() {
        let rest = tracked().without([(0, 1), (3, 6)]);
        assert_eq!((rest.as_str(), rest.origin(0), rest.origin(1), rest.origin(2)), ("bcf", 11, 20, 31));
    }

    #[test]
    fn lines_and_trimming_keep_their_origin() {
        let lines: Vec<(String, usize)> =
            tracked().lines().map(|line| (line.as_str().to_owned(), line.start())).collect();
        assert_eq!(lines, [("abcd".to_owned(), 10), ("ef".to_owned(), 30)]);
        let mut blank = Tracked::default();
        blank.push("  x ", 5);
        assert_eq!((blank.trimmed().as_str(), blank.trimmed().start()), ("x", 7));
    }
}
