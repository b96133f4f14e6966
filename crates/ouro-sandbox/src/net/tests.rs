//! What `--allow-net` rules match and what they do not.

use super::*;

fn with(rules: &[&str]) -> Permissions {
    let mut permissions = Permissions::restricted();
    for rule in rules {
        permissions.allow("--allow-net", Some(rule)).unwrap();
    }
    permissions
}

fn host(name: &str, port: u16) -> Destination {
    Destination::Host(name.into(), port)
}

fn may(permissions: &Permissions, destination: Destination) -> bool {
    Reachable::grant(destination, permissions).is_ok()
}

#[test]
fn without_a_rule_nothing_is_reached_and_with_a_bare_flag_everything() {
    let mut permissions = Permissions::restricted();
    let refusal = Reachable::grant(host("a.example", 80), &permissions).unwrap_err();
    assert_eq!((refusal.permission.name(), refusal.resource.as_str()), ("Net", "a.example:80"));
    permissions.allow("--allow-net", None).unwrap();
    assert!(may(&permissions, host("a.example", 80)));
    assert!(may(&permissions, Destination::Unix("/run/x".into())));
}

#[test]
fn a_host_is_compared_without_case_or_trailing_dot() {
    let permissions = with(&["api.example.com:443"]);
    assert!(may(&permissions, host("API.Example.com.", 443)));
    assert!(!may(&permissions, host("api.example.com", 80)));
    assert!(!may(&permissions, host("xapi.example.com", 443)));
}

#[test]
fn a_star_covers_what_lies_beneath_a_name_but_not_the_name() {
    let permissions = with(&["*.example.com"]);
    assert!(may(&permissions, host("a.b.example.com", 1)));
    assert!(!may(&permissions, host("example.com", 1)));
    assert!(!may(&permissions, host("badexample.com", 1)));
}

#[test]
fn every_spelling_of_an_address_is_the_address() {
    let permissions = with(&["127.0.0.1:80"]);
    for spelling in ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "::ffff:127.0.0.1"] {
        assert!(may(&permissions, host(spelling, 80)), "{spelling}");
    }
    assert!(!may(&with(&["example.com"]), host("2130706433", 80)));
}

#[test]
fn a_network_covers_its_addresses() {
    let permissions = with(&["10.1.0.0/16", "[2001:db8::]:9"]);
    assert!(may(&permissions, Destination::Address("10.1.2.3:5".parse().unwrap())));
    assert!(!may(&permissions, Destination::Address("10.2.2.3:5".parse().unwrap())));
    assert!(may(&permissions, Destination::Address("[2001:db8::]:9".parse().unwrap())));
    assert!(!may(&permissions, Destination::Address("[2001:db8::]:8".parse().unwrap())));
}

#[test]
fn a_granted_name_does_not_lead_inward() {
    let permissions = with(&["example.com"]);
    let token = Reachable::grant(host("example.com", 80), &permissions).unwrap();
    assert!(token.resolved("93.184.216.34".parse().unwrap()).is_ok());
    for inward in ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "::ffff:127.0.0.1", "fd00::1"]
    {
        assert!(token.resolved(inward.parse().unwrap()).is_err(), "{inward}");
    }
    let both = with(&["example.com", "127.0.0.1"]);
    let token = Reachable::grant(host("example.com", 80), &both).unwrap();
    assert!(token.resolved("127.0.0.1".parse().unwrap()).is_ok());
}

#[test]
fn listening_datagrams_and_unix_sockets_are_grants_of_their_own() {
    let permissions = with(&["127.0.0.1", "listen::8080", "udp:127.0.0.1:53", "unix:/run/a.sock"]);
    let at = |text: &str| text.parse::<SocketAddr>().unwrap();
    assert!(!may(&permissions, Destination::Listen(at("127.0.0.1:80"))));
    assert!(may(&permissions, Destination::Listen(at("127.0.0.1:8080"))));
    assert!(may(&permissions, Destination::Udp(at("127.0.0.1:53"))));
    assert!(!may(&permissions, Destination::Udp(at("127.0.0.1:54"))));
    assert!(may(&permissions, Destination::Unix("/run/./a.sock".into())));
    assert!(!may(&permissions, Destination::ListenUnix("/run/a.sock".into())));
    assert!(!may(&permissions, Destination::Unix("\0abstract".into())));
}

#[test]
fn a_rule_that_names_nothing_is_an_error() {
    for wrong in ["a b", "10.0.0.0/33", "x:port", "[::1", "*.*"] {
        let mut permissions = Permissions::restricted();
        assert!(permissions.allow("--allow-net", Some(wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn has_and_drop_follow_the_rules() {
    let mut permissions = with(&["example.com:443"]);
    assert!(permissions.has("net", Some("example.com:443")));
    assert!(!permissions.has("net", Some("example.com")));
    assert!(!permissions.has("net", None));
    permissions.drop("net", Some("example.com:443"));
    assert!(!permissions.has("net", Some("example.com:443")));
}
