//! What reading a request found: a field that keeps it, the method that fills it, the statement that reports it.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::TypeId;

use crate::context::Context;

/// The field of a request.
pub(super) fn field(context: Context<'_>, id: TypeId) -> Option<TokenStream> {
    context.keeps_remarks(id).then(|| quote!(pub(crate) remarks: rt::Remarks,))
}

/// The field of a request that was not read.
pub(super) fn none(context: Context<'_>, id: TypeId) -> Option<TokenStream> {
    context.keeps_remarks(id).then(|| quote!(remarks: rt::Remarks::default(),))
}

/// The method of `FromMembers` that fills the field.
pub(super) fn remember(context: Context<'_>, id: TypeId) -> Option<TokenStream> {
    context.keeps_remarks(id).then(|| {
        quote! {
            #[inline]
            fn remember(&mut self, remarks: rt::Remarks) {
                self.remarks = remarks;
            }
        }
    })
}

/// The statement of the check that reports them.
pub(super) fn report(context: Context<'_>, id: TypeId) -> TokenStream {
    if context.keeps_remarks(id) { quote!(report.remarks(&self.remarks);) } else { TokenStream::new() }
}
