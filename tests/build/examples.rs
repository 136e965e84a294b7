//! A program for each example of the descriptions, which builds it with public constructors and setters and sends it.

use wecom_codegen::{Options, example};
use wecom_schema::model::{Credential, Example, Supplier};

use crate::bodies::{Body, bodies, schema};

/// The items of `const EXAMPLES`; see `tests/wire`.
pub(crate) fn text() -> Result<String, String> {
    let schema = schema();
    let examples = bodies(&schema).iter().map(program).collect::<Result<String, String>>()?;
    Ok(format!("pub(crate) const EXAMPLES: &[Example] = &[{examples}];"))
}

fn program(body: &Body<'_>) -> Result<String, String> {
    let Body { channel, path, subject, name, .. } = body;
    let expression = |object, example: &Example| {
        let code = example::expression(channel, &Options::default(), object, example);
        code.ok_or_else(|| format!("{subject} {name}: no Rust builds the example \"{}\"", example.name))
    };
    let value = expression(body.object, body.example)?;
    // What the runtime has by hand, the test builds by hand.
    let to =
        body.to.filter(|_| !channel.recipients_in_runtime).map(|to| expression(channel.recipients, to)).transpose()?;
    let call = match (body.msgtype, to) {
        (Some(_), Some(to)) => format!("{}({to}, &{value})", channel.name),
        (Some(_), None) => format!("{}(&{value})", channel.name),
        (None, _) if channel.credential == Credential::Bot => format!("{}_frame({value})", channel.name),
        (None, _) if left_to_handle(body) => format!("{}({value})", subject.replace('.', "_")),
        (None, _) => format!("call({value})"),
    };
    Ok(format!("Example {{ subject: {subject:?}, name: {name:?}, path: {path:?}, send: |program| program.{call} }},\n"))
}

/// Whether the handle's function has to fill in what the example leaves out.
fn left_to_handle(body: &Body<'_>) -> bool {
    let fields = body.channel.object(body.object).map_or(&[][..], |object| &object.fields);
    let mut supplied = fields.iter().filter(|field| field.supplied == Some(Supplier::Handle));
    supplied.any(|field| body.example.body.get(&field.wire).is_none())
}
