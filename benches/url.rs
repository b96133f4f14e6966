//! URLs in Rust alone: parsing, setters, forms. What JavaScript adds is in `js/url-*.js`.

use divan::{Bencher, black_box};
use ouro_url::{Url, form};

fn main() {
    divan::main();
}

const SHORT: &str = "https://example.com/";
const LONG: &str = "https://user:secret@www.example.com:8443/a/long/../path/to/some/file.html\
                    ?query=one&another=two%20words&last=%C3%A9#fragment-of-it";
const INTERNATIONAL: &str = "https://b\u{fc}cher.example/stra\u{df}e?q=\u{e9}";
const PARAMETERS: &str = "z=1&y=2&x=3&w=a+b&v=%C3%A9&u=&t=500&s=8";

#[divan::bench(args = [SHORT, LONG, INTERNATIONAL, "http://0x7f.1:80/", "file:///a/./b/../c"])]
fn parse(text: &str) -> Option<Url> {
    Url::parse(black_box(text), None)
}

#[divan::bench]
fn parse_relative(bencher: Bencher<'_, '_>) {
    let base = Url::parse(LONG, None);
    bencher.bench(|| Url::parse(black_box("../other/file?q=2"), base.as_ref()));
}

#[divan::bench]
fn href(bencher: Bencher<'_, '_>) {
    let url = Url::parse(LONG, None);
    bencher.bench(|| url.as_ref().map(Url::href));
}

#[divan::bench]
fn set_pathname(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| Url::parse(LONG, None)).bench_values(|mut url| {
        if let Some(url) = &mut url {
            url.set_pathname(black_box("/changed/path with blanks"));
        }
        url
    });
}

#[divan::bench]
fn form_parse() -> Vec<(String, String)> {
    form::parse(black_box(PARAMETERS))
}

#[divan::bench]
fn form_serialize(bencher: Bencher<'_, '_>) {
    let pairs = form::parse(PARAMETERS);
    bencher.bench(|| form::serialize(pairs.iter().map(|(name, value)| (&**name, &**value))));
}
