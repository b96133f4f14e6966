//! A module that the embedding program starts with, one stage after the other: parsed, linked,
//! evaluated. ECMA-262 §16.2.1.6 Source Text Module Records.

use std::{collections::HashSet, path::Path};

use boa_engine::{Context, JsResult, object::builtins::JsPromise};
use ouro_loader::{Format, path_to_file_url};

use super::{
    linking, records,
    world::{Record, World},
};

/// An ES module of the embedding program's, parsed and not yet evaluated.
pub struct EntryModule(Record);

impl std::fmt::Debug for EntryModule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("EntryModule").field(&self.0.url.as_str()).finish()
    }
}

impl EntryModule {
    /// Parses the source text of the module that is, or could be, in the file at an absolute path.
    /// Modules that import this path afterwards get this module.
    ///
    /// # Errors
    /// `SyntaxError` of the text itself.
    pub fn parse(path: &Path, text: &str, context: &mut Context) -> JsResult<Self> {
        let url = path_to_file_url(&path.to_string_lossy());
        let record = records::make(&url, Format::Module, Some(text.as_bytes()), context)?;
        let key = (url.to_string(), String::new());
        World::of(context).records.borrow_mut().insert(key, record.clone());
        Ok(Self(record))
    }

    /// Loads what the module imports, statically and in turn, and binds the names.
    ///
    /// # Errors
    /// What cannot be found, read or parsed; `SyntaxError` for a name that is not exported.
    pub fn link(&self, context: &mut Context) -> JsResult<()> {
        linking::load_graph(&self.0, context)?;
        linking::check(&self.0, &mut HashSet::new(), context)?;
        self.0.module.link(context)
    }

    /// Begins to evaluate the linked module. The promise settles when its top level has ended, of
    /// which microtasks may be a part.
    ///
    /// # Errors
    /// Only the engine's own: what the module throws rejects the promise.
    pub fn evaluate(&self, context: &mut Context) -> JsResult<JsPromise> {
        self.0.module.evaluate(context)
    }
}
