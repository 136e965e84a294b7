//! Literals as they would be written by hand.

use crate::code::Code;
use crate::quote::quote;

/// Digits are grouped once there are more of them than the eye counts.
const UNGROUPED: usize = 5;

/// An integer without a suffix, written in decimal.
pub(crate) fn integer(decimal: &str) -> Code {
    Code::of(&grouped(decimal))
}

/// An integer whose type its place does not say.
pub(crate) fn integer_64(decimal: &str) -> Code {
    Code::of(&format!("{}_i64", grouped(decimal)))
}

/// A floating-point number without a suffix.
pub(crate) fn float(value: f64) -> Code {
    let text = format!("{value:?}");
    match text.split_once('.') {
        Some((whole, fraction)) => Code::of(&format!("{}.{fraction}", grouped(whole))),
        None => Code::of(&text),
    }
}

/// A set of bits, in hexadecimal.
pub(crate) fn bits(bits: u128) -> Code {
    let digits: Vec<String> = (0..8).rev().map(|group| format!("{:04x}", bits >> (16 * group) & 0xffff)).collect();
    Code::of(&format!("0x{}", digits.join("_")))
}

/// What WeCom answers, where that is documented.
pub(crate) fn errcode(code: Option<i32>) -> Code {
    option(code.map(|code| integer(&code.to_string())))
}

pub(crate) fn option(value: Option<Code>) -> Code {
    if let Some(value) = value { quote!(rt::Some(#value)) } else { quote!(rt::None) }
}

pub(super) fn grouped(decimal: &str) -> String {
    let (sign, digits) = decimal.strip_prefix('-').map_or(("", decimal), |digits| ("-", digits));
    if digits.len() <= UNGROUPED || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return decimal.to_owned();
    }
    let mut text = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped_and_short_ones_are_not() {
        let table = [("0", "0"), ("40058", "40058"), ("301002", "301_002"), ("-1234567", "-1_234_567")];
        for (decimal, literal) in table {
            assert_eq!(integer(decimal).as_str().trim_end(), literal);
        }
        assert_eq!(float(0.5).as_str().trim_end(), "0.5");
        assert_eq!(float(2_097_152.0).as_str().trim_end(), "2_097_152.0");
        assert_eq!(bits(1 << 64 | 0x2a).as_str().trim_end(), "0x0000_0000_0000_0001_0000_0000_0000_002a");
        assert_eq!(float(1e21).as_str().trim_end(), "1e21");
    }
}
