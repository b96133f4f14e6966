//! Which kind of module a URL names. Node docs: "Determining module system".

use std::borrow::Cow;

use crate::{
    error::ResolveError,
    file_system::FileSystem,
    file_url::file_url_to_path,
    package::PackageType,
    path::extname,
    resolver::Resolver,
    syntax::{Syntax, detect_syntax_thoroughly},
    url::Url,
};

/// How the source of a module is to be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// A native add-on, `.node`.
    Addon,
    /// A `node:` module.
    Builtin,
    /// A CommonJS module.
    CommonJs,
    /// A CommonJS module in TypeScript.
    CommonJsTypeScript,
    /// JSON.
    Json,
    /// An ES module.
    Module,
    /// An ES module in TypeScript.
    ModuleTypeScript,
    /// Nothing says which, and its syntax fits both unless CommonJS fails to compile: compile
    /// as CommonJS and on a syntax error as an ES module.
    Undecided,
    /// WebAssembly.
    Wasm,
}

impl Format {
    /// Node's name of the format, as loader hooks see it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Addon => "addon",
            Self::Builtin => "builtin",
            Self::CommonJs | Self::Undecided => "commonjs",
            Self::CommonJsTypeScript => "commonjs-typescript",
            Self::Json => "json",
            Self::Module => "module",
            Self::ModuleTypeScript => "module-typescript",
            Self::Wasm => "wasm",
        }
    }
}

impl<F: FileSystem> Resolver<F> {
    /// The format of the module at `url`. Where neither extension nor `type` decides, its
    /// syntax does: `source` if given, else the file is read.
    ///
    /// # Errors
    /// `ERR_UNKNOWN_FILE_EXTENSION`, `ERR_UNKNOWN_MODULE_FORMAT`, `ERR_INVALID_PACKAGE_CONFIG`.
    pub fn format(&self, url: &Url, source: Option<&[u8]>) -> Result<Format, ResolveError> {
        match url.scheme() {
            "node" => Ok(Format::Builtin),
            "data" => data_url_format(url),
            _ => self.file_format(&file_url_to_path(url)?, source),
        }
    }

    /// The format of the file at `path`, as [`format`](Self::format).
    ///
    /// # Errors
    /// As [`format`](Self::format).
    pub fn file_format(&self, path: &str, source: Option<&[u8]>) -> Result<Format, ResolveError> {
        let extension = extname(path);
        match extension {
            ".mjs" => Ok(Format::Module),
            ".cjs" => Ok(Format::CommonJs),
            ".json" => Ok(Format::Json),
            ".wasm" => Ok(Format::Wasm),
            ".node" => Ok(Format::Addon),
            ".mts" => Ok(Format::ModuleTypeScript),
            ".cts" => Ok(Format::CommonJsTypeScript),
            ".js" | ".ts" | "" => self.ambiguous_format(path, extension, source),
            _ => Err(ResolveError::UnknownFileExtension {
                extension: extension.to_owned(),
                path: path.to_owned(),
            }),
        }
    }

    fn ambiguous_format(
        &self,
        path: &str,
        extension: &str,
        source: Option<&[u8]>,
    ) -> Result<Format, ResolveError> {
        let kind = self.nearest_package(path)?.map_or(PackageType::None, |package| package.kind);
        let is_decided =
            kind == PackageType::CommonJs || (kind == PackageType::Module && !extension.is_empty());
        let source = match source {
            _ if is_decided => Cow::default(),
            Some(source) => Cow::Borrowed(source),
            None => Cow::Owned(self.files.read(path.as_ref()).unwrap_or_default()),
        };
        let format = match kind {
            _ if extension.is_empty() && is_wasm(&source) => Format::Wasm,
            PackageType::CommonJs => Format::CommonJs,
            PackageType::Module => Format::Module,
            PackageType::None => match detect_syntax_thoroughly(&source) {
                Syntax::CommonJs => Format::CommonJs,
                Syntax::Module => Format::Module,
                Syntax::ModuleIfNotCommonJs => Format::Undecided,
            },
        };
        Ok(match (extension, format) {
            (".ts", Format::Module) => Format::ModuleTypeScript,
            (".ts", _) => Format::CommonJsTypeScript,
            (_, format) => format,
        })
    }
}

/// The format that the media type of a `data:` URL says.
///
/// # Errors
/// `ERR_UNKNOWN_MODULE_FORMAT`.
pub fn data_url_format(url: &Url) -> Result<Format, ResolveError> {
    let head = url.path().split(',').next().unwrap_or_default();
    let media = head.split(';').next().unwrap_or_default();
    match media.to_ascii_lowercase().as_str() {
        "text/javascript" | "application/javascript" => Ok(Format::Module),
        "application/json" => Ok(Format::Json),
        "application/wasm" => Ok(Format::Wasm),
        _ => Err(ResolveError::UnknownModuleFormat {
            format: if media.is_empty() { "null".to_owned() } else { media.to_owned() },
            url: url.to_string(),
        }),
    }
}

/// WebAssembly core specification §5.5.16: the magic bytes.
fn is_wasm(source: &[u8]) -> bool {
    source.starts_with(b"\0asm")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{file_system::MemoryFiles, resolver::Options};

    fn format(package: &str, path: &str, source: &str) -> Result<Format, String> {
        let files = MemoryFiles::from([("/p/package.json", package), (path, source)]);
        let resolver = Resolver::new(files, Options::default());
        resolver.file_format(path, None).map_err(|error| error.to_string())
    }

    #[test]
    fn extensions_decide_before_the_type() {
        for (path, wanted) in [
            ("/p/a.mjs", Format::Module),
            ("/p/a.cjs", Format::CommonJs),
            ("/p/a.json", Format::Json),
            ("/p/a.cts", Format::CommonJsTypeScript),
        ] {
            assert_eq!(format(r#"{"type": "module"}"#, path, ""), Ok(wanted));
        }
        assert_eq!(
            format("{}", "/p/a.txt", "").unwrap_err(),
            "Unknown file extension \".txt\" for /p/a.txt"
        );
    }

    #[test]
    fn the_type_decides_before_the_syntax() {
        let source = "export {}";
        assert_eq!(format(r#"{"type": "commonjs"}"#, "/p/a.js", source), Ok(Format::CommonJs));
        assert_eq!(format(r#"{"type": "module"}"#, "/p/a", ""), Ok(Format::Module));
        assert_eq!(format("{}", "/p/a.js", source), Ok(Format::Module));
        assert_eq!(format("{}", "/p/a", source), Ok(Format::Module));
        assert_eq!(format("{}", "/p/a.js", "require('a')"), Ok(Format::CommonJs));
        assert_eq!(format("{}", "/p/a.js", "await x"), Ok(Format::Undecided));
        assert_eq!(format("{}", "/p/a.ts", source), Ok(Format::ModuleTypeScript));
        assert_eq!(format("{}", "/p/a", "\0asm"), Ok(Format::Wasm));
    }

    #[test]
    fn data_urls_say_their_type() {
        let format = |url| data_url_format(&Url::parse(url).unwrap());
        assert_eq!(format("data:text/javascript;charset=utf-8,1"), Ok(Format::Module));
        assert_eq!(format("data:application/json,1"), Ok(Format::Json));
        let message = |url| format(url).unwrap_err().to_string();
        assert_eq!(
            message("data:text/foo,1"),
            "Unknown module format: text/foo for URL data:text/foo,1"
        );
        assert_eq!(message("data:,x"), "Unknown module format: null for URL data:,x");
    }
}
