//! Why a specifier leads nowhere, in Node's words. Node docs: "Errors", codes `ERR_*`.

use std::{error::Error, fmt};

use crate::json::{JsonError, write_quoted};

/// The class that JavaScript sees an error in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ErrorClass {
    /// `Error`
    Error,
    /// `RangeError`
    RangeError,
    /// `TypeError`
    TypeError,
}

/// What an import looked for in vain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotFound {
    /// A file.
    Module,
    /// A package, or its main file.
    Package,
}

/// A failed resolution. `Display` gives the message; [`code`](Self::code),
/// [`class`](Self::class) and [`properties`](Self::properties) what else the error carries.
///
/// Paths are those of files, `base` is the importing file where Node's message ends in
/// "imported from".
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are named after their place in the message")]
pub enum ResolveError {
    /// `require` found no file: `MODULE_NOT_FOUND`. The caller adds the require stack when
    /// `with_stack` says that Node does.
    CannotFindModule { request: String, path: Option<String>, with_stack: bool },
    /// A folder's `main` names nothing, nor is there an index: `MODULE_NOT_FOUND`.
    InvalidMain { filename: String, path: String, request_path: String },
    /// `ERR_UNSUPPORTED_DIR_IMPORT`
    DirectoryImport { path: String, base: String, url: String, hint: Option<String> },
    /// `ERR_INVALID_FILE_URL_HOST`
    InvalidFileUrlHost { input: String, module: Option<String> },
    /// `ERR_INVALID_FILE_URL_PATH`
    InvalidFileUrlPath { input: String },
    /// `ERR_INVALID_MODULE_SPECIFIER`
    InvalidModuleSpecifier { specifier: String, reason: String, base: Option<String> },
    /// `ERR_INVALID_PACKAGE_CONFIG`; `place` is where the file stops being JSON, if it does.
    InvalidPackageConfig {
        path: String,
        base: Option<String>,
        detail: Option<&'static str>,
        place: Option<JsonError>,
    },
    /// `ERR_INVALID_PACKAGE_TARGET`; `folder` is the package's, with a slash at the end.
    InvalidPackageTarget {
        folder: String,
        key: String,
        target: String,
        is_import: bool,
        base: Option<String>,
    },
    /// `ERR_INVALID_URL_SCHEME`
    InvalidUrlScheme,
    /// `ERR_MODULE_NOT_FOUND`
    ModuleNotFound {
        what: NotFound,
        path: String,
        base: String,
        url: Option<String>,
        hint: Option<String>,
    },
    /// `ERR_PACKAGE_IMPORT_NOT_DEFINED`; `package` is its package.json.
    PackageImportNotDefined { specifier: String, package: Option<String>, base: String },
    /// `ERR_PACKAGE_PATH_NOT_EXPORTED`; `package` is its package.json.
    PackagePathNotExported { package: String, subpath: String, base: Option<String> },
    /// `ERR_UNKNOWN_BUILTIN_MODULE`
    UnknownBuiltin { id: String },
    /// `ERR_UNKNOWN_FILE_EXTENSION`
    UnknownFileExtension { extension: String, path: String },
    /// `ERR_UNKNOWN_MODULE_FORMAT`
    UnknownModuleFormat { format: String, url: String },
    /// `ERR_UNSUPPORTED_RESOLVE_REQUEST`
    UnsupportedResolveRequest { specifier: String, base: String },
    /// `ERR_UNSUPPORTED_ESM_URL_SCHEME`
    UnsupportedUrlScheme { scheme: String },
}

impl ResolveError {
    /// The `code` property.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CannotFindModule { .. } | Self::InvalidMain { .. } => "MODULE_NOT_FOUND",
            Self::DirectoryImport { .. } => "ERR_UNSUPPORTED_DIR_IMPORT",
            Self::InvalidFileUrlHost { .. } => "ERR_INVALID_FILE_URL_HOST",
            Self::InvalidFileUrlPath { .. } => "ERR_INVALID_FILE_URL_PATH",
            Self::InvalidModuleSpecifier { .. } => "ERR_INVALID_MODULE_SPECIFIER",
            Self::InvalidPackageConfig { .. } => "ERR_INVALID_PACKAGE_CONFIG",
            Self::InvalidPackageTarget { .. } => "ERR_INVALID_PACKAGE_TARGET",
            Self::InvalidUrlScheme => "ERR_INVALID_URL_SCHEME",
            Self::ModuleNotFound { .. } => "ERR_MODULE_NOT_FOUND",
            Self::PackageImportNotDefined { .. } => "ERR_PACKAGE_IMPORT_NOT_DEFINED",
            Self::PackagePathNotExported { .. } => "ERR_PACKAGE_PATH_NOT_EXPORTED",
            Self::UnknownBuiltin { .. } => "ERR_UNKNOWN_BUILTIN_MODULE",
            Self::UnknownFileExtension { .. } => "ERR_UNKNOWN_FILE_EXTENSION",
            Self::UnknownModuleFormat { .. } => "ERR_UNKNOWN_MODULE_FORMAT",
            Self::UnsupportedResolveRequest { .. } => "ERR_UNSUPPORTED_RESOLVE_REQUEST",
            Self::UnsupportedUrlScheme { .. } => "ERR_UNSUPPORTED_ESM_URL_SCHEME",
        }
    }

    /// The class of the JavaScript error.
    pub fn class(&self) -> ErrorClass {
        match self {
            Self::InvalidFileUrlHost { .. }
            | Self::InvalidFileUrlPath { .. }
            | Self::InvalidModuleSpecifier { .. }
            | Self::InvalidUrlScheme
            | Self::PackageImportNotDefined { .. }
            | Self::UnknownFileExtension { .. }
            | Self::UnsupportedResolveRequest { .. } => ErrorClass::TypeError,
            Self::UnknownModuleFormat { .. } => ErrorClass::RangeError,
            _ => ErrorClass::Error,
        }
    }

    /// The own properties that the error has beside `code`, in Node's order.
    pub fn properties(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::CannotFindModule { path: Some(path), .. } => vec![("path", path)],
            Self::InvalidMain { path, request_path, .. } => {
                vec![("path", path), ("requestPath", request_path)]
            }
            Self::DirectoryImport { url, .. } | Self::ModuleNotFound { url: Some(url), .. } => {
                vec![("url", url)]
            }
            Self::InvalidFileUrlHost { input, module } => {
                let module = module.as_deref().map(|module| ("module", module));
                [("input", input.as_str())].into_iter().chain(module).collect()
            }
            Self::InvalidFileUrlPath { input } => vec![("input", input)],
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for ResolveError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CannotFindModule { request, .. } => write!(out, "Cannot find module '{request}'"),
            Self::InvalidMain { filename, .. } => write!(
                out,
                "Cannot find module '{filename}'. Please verify that the package.json has a \
                 valid \"main\" entry"
            ),
            Self::DirectoryImport { path, base, hint, .. } => {
                write!(
                    out,
                    "Directory import '{path}' is not supported resolving ES modules imported \
                     from {base}"
                )?;
                write_hint(hint.as_deref(), out)
            }
            Self::InvalidFileUrlHost { .. } => {
                out.write_str("File URL host must be \"localhost\" or empty on linux")
            }
            Self::InvalidFileUrlPath { .. } => {
                out.write_str("File URL path must not include encoded / characters")
            }
            Self::InvalidModuleSpecifier { specifier, reason, base } => {
                write!(out, "Invalid module \"{specifier}\" {reason}")?;
                write_importer(base.as_deref(), out)
            }
            Self::InvalidPackageConfig { path, base, detail, .. } => {
                write!(out, "Invalid package config {path}")?;
                if let Some(base) = base {
                    write!(out, " while importing {base}")?;
                }
                out.write_str(".")?;
                detail.map_or(Ok(()), |detail| write!(out, " {detail}"))
            }
            Self::InvalidPackageTarget { .. } => self.write_invalid_target(out),
            Self::InvalidUrlScheme => out.write_str("The URL must be of scheme file"),
            Self::ModuleNotFound { what, path, base, hint, .. } => {
                let what = if *what == NotFound::Module { "module" } else { "package" };
                write!(out, "Cannot find {what} '{path}' imported from {base}")?;
                write_hint(hint.as_deref(), out)
            }
            Self::PackageImportNotDefined { specifier, package, base } => {
                write!(out, "Package import specifier \"{specifier}\" is not defined")?;
                if let Some(package) = package {
                    write!(out, " in package {package}")?;
                }
                write!(out, " imported from {base}")
            }
            Self::PackagePathNotExported { package, subpath, base } => {
                if subpath == "." {
                    write!(out, "No \"exports\" main defined in {package}")?;
                } else {
                    write!(
                        out,
                        "Package subpath '{subpath}' is not defined by \"exports\" in {package}"
                    )?;
                }
                write_importer(base.as_deref(), out)
            }
            Self::UnknownBuiltin { id } => write!(out, "No such built-in module: {id}"),
            Self::UnknownFileExtension { extension, path } => {
                write!(out, "Unknown file extension \"{extension}\" for {path}")
            }
            Self::UnknownModuleFormat { format, url } => {
                write!(out, "Unknown module format: {format} for URL {url}")
            }
            Self::UnsupportedResolveRequest { specifier, base } => write!(
                out,
                "Failed to resolve module specifier \"{specifier}\" from \"{base}\": Invalid \
                 relative URL or base scheme is not hierarchical."
            ),
            Self::UnsupportedUrlScheme { scheme } => {
                let is_web = matches!(scheme.as_str(), "http" | "https");
                let known = if is_web { "file and data" } else { "file, data, and node" };
                write!(
                    out,
                    "Only URLs with a scheme in: {known} are supported by the default ESM \
                     loader. Received protocol '{scheme}:'"
                )
            }
        }
    }
}

impl ResolveError {
    fn write_invalid_target(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::InvalidPackageTarget { folder, key, target, is_import, base } = self else {
            return Ok(());
        };
        let field = if *is_import { "imports" } else { "exports" };
        if key == "." {
            write!(out, "Invalid \"{field}\" main target ")?;
            write_quoted(target, out)?;
            write!(out, " defined in the package config {folder}package.json")?;
        } else {
            write!(out, "Invalid \"{field}\" target ")?;
            write_quoted(target, out)?;
            write!(out, " defined for '{key}' in the package config {folder}package.json")?;
        }
        write_importer(base.as_deref(), out)?;
        if !is_import && !target.is_empty() && !target.starts_with("./") {
            out.write_str("; targets must start with \"./\"")?;
        }
        Ok(())
    }
}

impl Error for ResolveError {}

fn write_importer(base: Option<&str>, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    base.map_or(Ok(()), |base| write!(out, " imported from {base}"))
}

fn write_hint(hint: Option<&str>, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Some(hint) = hint else { return Ok(()) };
    out.write_str("\nDid you mean to import ")?;
    write_quoted(hint, out)?;
    out.write_str("?")
}
