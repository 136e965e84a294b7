//! Marks that are closed before a cut inside them and opened again after it.

use std::ops::Range;

use super::gaps::Gap;

/// A stretch of the text between two marks: bold text, a code block, the line of a quote.
#[derive(Debug)]
pub(super) struct Wrapper {
    pub(super) range: Range<usize>,
    /// Opens the rest after a cut.
    pub(super) open: String,
    /// Closes the part before a cut.
    pub(super) close: String,
}

/// Wrappers that lie inside or beside each other, never across.
#[derive(Debug, Default)]
pub(super) struct Nest {
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    wrapper: Wrapper,
    outer: Option<usize>,
    /// The bytes that open this level and all levels around it.
    opening: usize,
    closing: usize,
}

impl Nest {
    /// Wrappers that would take more than `budget` bytes of a part are dropped, innermost first.
    pub(super) fn new(mut wrappers: Vec<Wrapper>, budget: usize) -> Self {
        wrappers.sort_by_key(|wrapper| (wrapper.range.start, usize::MAX - wrapper.range.end));
        let mut levels: Vec<Level> = Vec::with_capacity(wrappers.len());
        let mut open: Vec<usize> = Vec::new();
        for wrapper in wrappers {
            let is_around = |level: &Level| wrapper.range.start < level.wrapper.range.end;
            while open.pop_if(|last| !levels.get(*last).is_some_and(is_around)).is_some() {}
            let outer = open.last().copied();
            let (opening, closing) =
                outer.and_then(|outer| levels.get(outer)).map_or((0, 0), |outer| (outer.opening, outer.closing));
            let (opening, closing) = (opening + wrapper.open.len(), closing + wrapper.close.len());
            if opening + closing <= budget {
                open.push(levels.len());
                levels.push(Level { wrapper, outer, opening, closing });
            }
        }
        Self { levels }
    }

    /// The innermost wrapper around each gap.
    pub(super) fn around(&self, gaps: &[Gap]) -> Vec<Option<usize>> {
        let mut next = 0;
        let mut innermost: Option<usize> = None;
        let mut around = Vec::with_capacity(gaps.len());
        for gap in gaps {
            while self.levels.get(next).is_some_and(|level| level.wrapper.range.start < gap.next) {
                innermost = Some(next);
                next += 1;
            }
            while let Some(level) = innermost.and_then(|index| self.levels.get(index))
                && level.wrapper.range.end <= gap.next
            {
                innermost = level.outer;
            }
            around.push(innermost);
        }
        around
    }

    /// The numbers of bytes that open and close a wrapper and all around it.
    pub(super) fn cost(&self, innermost: Option<usize>) -> (usize, usize) {
        innermost.and_then(|index| self.levels.get(index)).map_or((0, 0), |level| (level.opening, level.closing))
    }

    /// What closes a wrapper and all around it.
    pub(super) fn closing(&self, innermost: Option<usize>) -> String {
        self.outwards(innermost).map(|wrapper| wrapper.close.as_str()).collect()
    }

    /// What opens them again.
    pub(super) fn opening(&self, innermost: Option<usize>) -> String {
        let mut openings: Vec<&str> = self.outwards(innermost).map(|wrapper| wrapper.open.as_str()).collect();
        openings.reverse();
        openings.concat()
    }

    fn outwards(&self, innermost: Option<usize>) -> impl Iterator<Item = &Wrapper> {
        let level = innermost.and_then(|index| self.levels.get(index));
        let levels = std::iter::successors(level, |level| level.outer.and_then(|outer| self.levels.get(outer)));
        levels.map(|level| &level.wrapper)
    }
}
