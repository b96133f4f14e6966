//! Wall 1 as the compiler sees it: outside this crate no token can be made without a permission
//! set, none can be altered, and what opens things takes nothing but tokens.

#[test]
fn no_token_is_made_and_no_door_opens_without_leave() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/doors/*.rs");
}
