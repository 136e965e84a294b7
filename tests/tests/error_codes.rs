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

/// Codes about a person, a group or a right whose class has advice for something else.
#[test]
fn advice_is_about_what_the_code_is_about() {
    let table = [
        (41054, "activated"),
        (41079, "dispatched"),
        (41093, "create a new one"),
        (41094, "24 hours"),
        (43004, "WeChat"),
        (44001, "empty"),
        (60206, "another type"),
        (60208, "one by one"),
        (84061, "customer"),
        (86101, "owner"),
        (86217, "group chat"),
        (93005, "group"),
        (93008, "group"),
        (95014, "servicers"),
        (95031, "48 hours"),
        (301_007, "corporation"),
        (301_049, "emergency notice"),
    ];
    for (code, about) in table {
        let advice = ErrorCode::from(code).advice().unwrap_or_else(|| panic!("{code} has no advice of its own"));
        assert!(advice.contains(about) && !advice.contains("message or card"), "{code}: {advice}");
    }
}
