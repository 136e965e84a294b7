//! What the client says of a code is what the descriptions say of it.

use std::path::Path;

use wecom_message::{ErrorClass, ErrorCode};
use wecom_schema::model::pascal_case;
use wecom_schema::{Schema, Sources};

#[test]
fn every_published_code_has_its_class_its_meaning_and_its_advice() {
    let schema = Schema::load(&Sources::from_dir(Path::new(wecom_schema::DIR)).unwrap()).unwrap();
    assert_eq!(ErrorCode::from(0).meaning(), Some("success"));
    for described in &schema.error_codes {
        let code = ErrorCode::from(described.code);
        assert_eq!(code.meaning(), Some(described.meaning.as_str()), "{code}");
        assert_eq!(format!("{:?}", code.class()), pascal_case(&described.class), "{code}");
        assert_eq!(code.advice(), described.advice.as_deref(), "{code}");
    }
    for unpublished in [i32::MIN, -2, 1, 123, i32::MAX] {
        let code = ErrorCode::from(unpublished);
        assert_eq!((code.meaning(), code.class(), code.advice()), (None, ErrorClass::Unknown, None));
    }
}
