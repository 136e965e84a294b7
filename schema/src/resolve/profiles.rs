//! Profiles of a channel.

use crate::description::Spanned;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The names of a channel's profiles, in order.
#[derive(Debug)]
pub(super) struct Profiles(pub(super) Vec<String>);

impl Profiles {
    pub(super) fn name(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }

    /// The index of a profile that a description names.
    pub(super) fn index(&self, name: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<usize> {
        let index = self.0.iter().position(|profile| *profile == name.value);
        if index.is_none() {
            let message = format!("the channel has no profile `{}`", name.value);
            let diagnostic = Diagnostic::new(name.span, message);
            diagnostics.add(diagnostic.allowed(&name.value, self.0.iter().map(String::as_str)));
        }
        index
    }
}

/// Whether something that is described for the named profiles applies to this one; without names it applies to all.
pub(super) fn holds_in(
    named: Option<&[Spanned<String>]>,
    profile: usize,
    profiles: &Profiles,
    diagnostics: &mut Diagnostics,
) -> bool {
    // No early exit: each unknown name is reported.
    named.is_none_or(|named| {
        named.iter().fold(false, |holds, name| (profiles.index(name, diagnostics) == Some(profile)) | holds)
    })
}
