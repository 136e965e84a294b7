//! Generates the messages that `schema/` describes.

fn main() {
    wecom_codegen::Build::own("schema").run();
}
