//! What runs a regular expression object: the backtracking matcher of `regress`, and where that takes
//! too many steps, a linear-time automaton, if the pattern can have one.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString,
    builtins::regexp::RegExp,
    object::builtins::{JsFunction, JsRegExp},
    string::JsStrVariant,
};
use regress::{Regex, Stopped, Text};

use super::{linear::Linear, source};
use crate::interrupt::{ended, interrupted};

/// Steps that a search gets before an automaton is asked for: so many, and so many a unit.
const STEPS: u64 = 1 << 12;
const STEPS_A_UNIT: u64 = 16;

/// A pattern, as all objects of it share it.
pub(super) struct Matcher {
    regex: Regex,
    source: JsString,
    /// Whether searches have taken too many steps.
    slow: Cell<bool>,
    linear: OnceCell<Option<Linear>>,
}

/// The flags that say how an object searches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Modes {
    pub(super) global: bool,
    pub(super) sticky: bool,
    pub(super) has_indices: bool,
}

/// What is known of one object.
pub(super) type Known = (Rc<Matcher>, Modes);

/// Patterns remembered; when there are more, all are forgotten.
const MOST: usize = 512;

/// Objects remembered: programs use few by turns.
const RECENT: usize = 4;

/// Objects, and what is known of them; the next that comes takes the place of the oldest.
#[derive(Default)]
struct Recent {
    objects: [Option<(JsObject, Known)>; RECENT],
    next: usize,
}

/// The patterns of a context.
pub(super) struct Matchers {
    /// The engine's accessors for a pattern and its flag `v`, as they were before any script ran.
    source: JsFunction,
    unicode_sets: JsFunction,
    /// The objects last asked for.
    recent: RefCell<Recent>,
    /// By the address of what was compiled, which stays alive with them.
    patterns: RefCell<HashMap<usize, Rc<Matcher>>>,
}

impl Matchers {
    pub(super) fn new(source: JsFunction, unicode_sets: JsFunction) -> Self {
        let (recent, patterns) = (RefCell::default(), RefCell::default());
        Self { source, unicode_sets, recent, patterns }
    }

    /// What runs an object, if it was asked for lately.
    pub(super) fn known(&self, object: &JsObject) -> Option<Known> {
        let recent = self.recent.borrow();
        let mut objects = recent.objects.iter().flatten();
        let found = objects.find(|(recent, _)| JsObject::equals(recent, object))?;
        Some(found.1.clone())
    }

    /// Finds what runs an object.
    pub(super) fn look_up(&self, object: &JsObject, context: &mut Context) -> JsResult<Known> {
        let flags = JsRegExp::from_object(object.clone())?;
        let modes = Modes {
            global: flags.global(context)?,
            sticky: flags.sticky(context)?,
            has_indices: flags.has_indices(context)?,
        };
        // The engine's own, if it is built on this crate's `regress`; else one of ours.
        let own = regress::copied(|| object.downcast_ref::<RegExp>().map(|own| own.clone()));
        let known = own.as_ref().and_then(|own| self.pattern(own));
        let matcher = match known {
            Some(matcher) => matcher,
            None => {
                let this = object.clone().into();
                let source = source::pattern(&self.source, &this, context)?;
                let regex = match own {
                    Some(own) => own,
                    None => {
                        let sets = self.unicode_sets.call(&this, &[], context)?.to_boolean();
                        compile(&source, &flags, sets, context)?
                    }
                };
                let known = self.pattern(&regex);
                known.unwrap_or_else(|| self.remember(Matcher::new(regex, source)))
            }
        };
        let known = (matcher, modes);
        let mut recent = self.recent.borrow_mut();
        let next = recent.next;
        recent.next = (next + 1) % RECENT;
        let place = recent.objects.get_mut(next);
        let before = place.and_then(|place| place.replace((object.clone(), known.clone())));
        drop(recent);
        drop(before);
        Ok(known)
    }

    /// Forgets objects: one of them is another from now on.
    pub(super) fn forget(&self) {
        self.recent.take();
    }

    fn pattern(&self, regex: &Regex) -> Option<Rc<Matcher>> {
        let address = regex.address();
        // A literal in a loop makes one object after the other.
        let recent = self.recent.borrow();
        let mut known = recent.objects.iter().flatten().map(|(_, (matcher, _))| matcher);
        let found = known.find(|matcher| matcher.regex.address() == address);
        found.cloned().or_else(|| self.patterns.borrow().get(&address).cloned())
    }

    fn remember(&self, matcher: Matcher) -> Rc<Matcher> {
        let mut patterns = self.patterns.borrow_mut();
        if patterns.len() >= MOST {
            patterns.clear();
        }
        let matcher = Rc::new(matcher);
        patterns.insert(matcher.regex.address(), Rc::clone(&matcher));
        matcher
    }
}

/// Compiles what the engine's own matcher keeps to itself.
fn compile(
    source: &JsString,
    flags: &JsRegExp,
    unicode_sets: bool,
    context: &mut Context,
) -> JsResult<Regex> {
    let meaning = regress::Flags {
        icase: flags.ignore_case(context)?,
        multiline: flags.multiline(context)?,
        dot_all: flags.dot_all(context)?,
        no_opt: false,
        unicode: flags.unicode(context)?,
        unicode_sets,
    };
    let units = source.to_vec();
    Regex::from_unicode(units.into_iter().map(u32::from), meaning)
        .map_err(|error| JsNativeError::syntax().with_message(error.text).into())
}

impl Matcher {
    fn new(regex: Regex, source: JsString) -> Self {
        Self { regex, source, slow: Cell::new(false), linear: OnceCell::new() }
    }

    /// The names of groups in order, each with the groups that have it.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, &[u32])> {
        self.regex.named()
    }

    /// Whether any group has a name.
    pub(super) fn is_named(&self) -> bool {
        self.regex.named().next().is_some()
    }

    /// Whether pairs are one character.
    fn is_unicode(&self) -> bool {
        let flags = self.regex.flags();
        flags.unicode || flags.unicode_sets
    }

    /// ECMA-262 §22.2.7.3 `AdvanceStringIndex`.
    pub(super) fn advance(&self, text: &JsString, at: usize) -> usize {
        if self.is_unicode()
            && let JsStrVariant::Utf16(units) = text.as_str().variant()
            && let Some([0xd800..=0xdbff, 0xdc00..=0xdfff]) = units.get(at..at + 2)
        {
            return at + 2;
        }
        at + 1
    }

    /// The first match at or after `from`, or there alone.
    ///
    /// # Errors
    /// The engine's, which no script can catch, where the script is to end; a `RangeError` where there
    /// are too many ways to match.
    pub(super) fn find(
        &self,
        text: &JsString,
        from: usize,
        sticky: bool,
        context: &Context,
    ) -> JsResult<Option<Bounds>> {
        let shown = text.as_str();
        let units = match shown.variant() {
            JsStrVariant::Latin1(units) => units,
            JsStrVariant::Utf16(units) => {
                return self
                    .run(Text::Utf16(units), from, sticky, u64::MAX, context)
                    .map_err(error);
            }
        };
        let mut steps = u64::MAX;
        if !matches!(self.linear.get(), Some(None)) {
            if self.slow.get()
                && let Some(found) = self.find_linear(units, from, sticky, context)
            {
                return found;
            }
            steps = STEPS + STEPS_A_UNIT * (units.len().saturating_sub(from) as u64);
        }
        match self.run(Text::Latin1(units), from, sticky, steps, context) {
            Ok(found) => Ok(found),
            Err(Stopped::Steps | Stopped::Memory) if steps != u64::MAX => {
                self.slow.set(true);
                if let Some(found) = self.find_linear(units, from, sticky, context) {
                    return found;
                }
                let text = Text::Latin1(units);
                self.run(text, from, sticky, u64::MAX, context).map_err(error)
            }
            Err(why) => Err(error(why)),
        }
    }

    /// What the automaton finds; `None` where there is none for the text.
    fn find_linear(
        &self,
        units: &[u8],
        from: usize,
        sticky: bool,
        context: &Context,
    ) -> Option<JsResult<Option<Bounds>>> {
        let make = || Linear::new(&self.source.to_vec(), self.regex.flags());
        let linear = self.linear.get_or_init(make).as_ref()?;
        if linear.lines && units.contains(&b'\r') {
            return None;
        }
        if !linear.only_start {
            return Some(Ok(linear.bounds(units, from, sticky)));
        }
        // Only where there is a match is known: what groups caught must be found the long way.
        let Some((start, _)) = linear.find(units, from, sticky) else { return Some(Ok(None)) };
        Some(self.run(Text::Latin1(units), start, true, u64::MAX, context).map_err(error))
    }

    fn run(
        &self,
        text: Text<'_>,
        from: usize,
        sticky: bool,
        steps: u64,
        context: &Context,
    ) -> Result<Option<Bounds>, Stopped> {
        let read = |bounds: regress::Bounds<'_>| {
            if bounds.len() == 1 {
                Bounds::Whole(bounds.whole())
            } else {
                Bounds::Groups((0..bounds.len()).map(|group| bounds.group(group)).collect())
            }
        };
        self.regex.search(text, from, sticky, steps, &mut || interrupted(context), read)
    }
}

/// Why a search gave up, as an error.
fn error(why: Stopped) -> boa_engine::JsError {
    match why {
        Stopped::Interrupted => ended(),
        _ => JsNativeError::range().with_message("Maximum call stack size exceeded").into(),
    }
}

/// Where a match and each of its groups stand.
#[derive(Clone, Debug)]
pub(super) enum Bounds {
    /// A match of a pattern without groups.
    Whole((usize, usize)),
    /// The match, then its groups.
    Groups(Vec<Option<(usize, usize)>>),
}

impl Bounds {
    /// The match itself.
    pub(super) fn whole(&self) -> (usize, usize) {
        self.group(0).unwrap_or_default()
    }

    /// A group by its number; 0 is the match.
    pub(super) fn group(&self, number: usize) -> Option<(usize, usize)> {
        match self {
            Self::Whole(whole) => (number == 0).then_some(*whole),
            Self::Groups(bounds) => bounds.get(number).copied().flatten(),
        }
    }

    /// One more than there are groups.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Whole(_) => 1,
            Self::Groups(bounds) => bounds.len(),
        }
    }
}
