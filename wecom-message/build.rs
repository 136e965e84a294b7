//! Generates the typed API from the descriptions, into `OUT_DIR` and nowhere else.

fn main() {
    wecom_codegen::Build::built_in().run();
}
