//! Lists of addresses to refuse: the Rust half of `runtime-js/internal/net/block_list.js`.
//! Node docs: Class: net.BlockList.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::net::IpAddr;
use std::rc::Rc;

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsValue, Trace, js_string,
    object::builtins::JsArray,
};

use super::address::parse_ip;
use crate::Arguments;

/// The rules of one list, in Node's order; clones of a list share them.
#[derive(Clone, Debug, Default, Finalize, JsData, Trace)]
struct Rules {
    #[unsafe_ignore_trace]
    rules: Rc<RefCell<BTreeSet<Rule>>>,
}

/// In the order in which Node lists them.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Rule {
    Address(IpAddr),
    Subnet(IpAddr, u8),
    Range(IpAddr, IpAddr),
}

impl Rule {
    /// Says whether the rule is about an address; one of IPv4 is also met as `::ffff:a.b.c.d`.
    fn covers(self, asked: IpAddr) -> bool {
        let mapped = asked.to_canonical();
        let matches = |asked: IpAddr| match self {
            Self::Address(address) => address == asked,
            Self::Range(first, last) => {
                first.is_ipv4() == asked.is_ipv4() && first <= asked && asked <= last
            }
            Self::Subnet(network, bits) => {
                network.is_ipv4() == asked.is_ipv4() && prefix(network, bits) == prefix(asked, bits)
            }
        };
        matches(asked) || (mapped != asked && matches(mapped))
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let family = |address: &IpAddr| if address.is_ipv4() { "IPv4" } else { "IPv6" };
        match self {
            Self::Address(address) => write!(f, "Address: {} {address}", family(address)),
            Self::Range(first, last) => write!(f, "Range: {} {first}-{last}", family(first)),
            Self::Subnet(network, bits) => {
                write!(f, "Subnet: {} {network}/{bits}", family(network))
            }
        }
    }
}

/// The first bits of an address.
fn prefix(address: IpAddr, bits: u8) -> u128 {
    let (value, width) = match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()), 32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    };
    value.checked_shr(width - u32::from(bits).min(width)).unwrap_or(0)
}

/// `createBlockList()`.
pub(super) fn create(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsObject::from_proto_and_data(None, Rules::default()).into())
}

/// `blockListChange(list, add, kind, address, second)`: adds or removes a rule. Kind 0 is an
/// address, 1 a range (second is the last one), 2 a subnet (second is its bits). False where a
/// range ends before it begins.
pub(super) fn change(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rules = rules_of(args, context)?;
    let Some(address) = address(args, 3, context)? else { return Ok(false.into()) };
    let rule = match args.int(2) {
        0 => Rule::Address(address),
        1 => match self::address(args, 4, context)? {
            Some(last) if address.is_ipv4() == last.is_ipv4() && address <= last => {
                Rule::Range(address, last)
            }
            _ => return Ok(false.into()),
        },
        _ => Rule::Subnet(address, u8::try_from(args.int(4)).unwrap_or(128)),
    };
    if args.flag(1) {
        rules.rules.borrow_mut().insert(rule);
    } else {
        rules.rules.borrow_mut().remove(&rule);
    }
    Ok(true.into())
}

/// `blockListClear(list)`.
pub(super) fn clear(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    rules_of(args, context)?.rules.borrow_mut().clear();
    Ok(JsValue::undefined())
}

/// `blockListCheck(list, address)`: whether any rule is about the address.
pub(super) fn check(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rules = rules_of(args, context)?;
    let Some(address) = address(args, 1, context)? else { return Ok(false.into()) };
    Ok(rules.rules.borrow().iter().any(|rule| rule.covers(address)).into())
}

/// `blockListRules(list)`: the rules as text: addresses, subnets, ranges, each in order.
pub(super) fn rules(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rules = rules_of(args, context)?;
    let lines: Vec<JsValue> =
        rules.rules.borrow().iter().map(|rule| js_string!(rule.to_string()).into()).collect();
    Ok(JsArray::from_iter(lines, context).into())
}

fn rules_of(args: &[JsValue], context: &mut Context) -> JsResult<Rules> {
    let object = args.object(0, context)?;
    let rules = object.downcast_ref::<Rules>().map(|rules| rules.clone());
    rules.ok_or_else(|| {
        crate::NodeError::argument("list", "a block list", args.value(0), context).into_js(context)
    })
}

fn address(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<Option<IpAddr>> {
    Ok(parse_ip(&args.text(index, context)?).map(|(address, _)| address))
}

#[cfg(test)]
mod tests {
    use super::Rule;

    fn covers(rule: Rule, address: &str) -> bool {
        rule.covers(address.parse().unwrap())
    }

    #[test]
    fn a_subnet_covers_its_prefix_and_no_other_family() {
        let subnet = Rule::Subnet("10.0.0.0".parse().unwrap(), 8);
        assert!(covers(subnet, "10.255.0.1"));
        assert!(covers(subnet, "::ffff:10.0.0.1"));
        assert!(!covers(subnet, "11.0.0.1"));
        assert!(!covers(subnet, "a00::"));
        let everything = Rule::Subnet("::".parse().unwrap(), 0);
        assert!(covers(everything, "ffff::1"));
        assert!(!covers(everything, "1.2.3.4"));
        let one = Rule::Subnet("::1".parse().unwrap(), 128);
        assert!(covers(one, "::1"));
        assert!(!covers(one, "::2"));
    }

    #[test]
    fn a_range_has_both_its_ends() {
        let range = Rule::Range("1.1.1.1".parse().unwrap(), "1.1.1.3".parse().unwrap());
        for (address, inside) in
            [("1.1.1.0", false), ("1.1.1.1", true), ("1.1.1.3", true), ("1.1.1.4", false)]
        {
            assert_eq!(covers(range, address), inside, "{address}");
        }
    }

    #[test]
    fn rules_are_listed_by_kind_then_by_address() {
        let address = Rule::Address("9.9.9.9".parse().unwrap());
        let subnet = Rule::Subnet("1.0.0.0".parse().unwrap(), 8);
        assert!(address < subnet);
        assert_eq!(address.to_string(), "Address: IPv4 9.9.9.9");
        assert_eq!(subnet.to_string(), "Subnet: IPv4 1.0.0.0/8");
    }
}
