//! The escalation picture as PNG: the same SVG, drawn by resvg with a font of our own, so that every machine makes the
//! same bytes. Source Sans 3 (SIL Open Font License, `templates/fonts/LICENSE-OFL.md`).

use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::text::Text;
use crate::text::text;
use crate::view::graph::Picture;

/// The family of the fonts.
const FAMILY: &str = "Source Sans 3";
const REGULAR: &[u8] = include_bytes!("../../templates/fonts/SourceSans3-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../templates/fonts/SourceSans3-Bold.ttf");
/// Dots for each pixel of the picture: sharp on paper too.
const SCALE: f32 = 2.0;
/// No more dots than this (four bytes each): what is larger is drawn smaller.
const MOST: f32 = 80_000_000.0;

/// Draws the picture.
///
/// # Errors
///
/// When the drawing library refuses the picture; that would be a defect, not something a user wrote.
pub fn png(picture: &Picture) -> Result<Vec<u8>, Text> {
    let refused = |why: String| {
        text!(
            "das Bild lässt sich nicht als PNG zeichnen: {why}",
            "the picture cannot be drawn as PNG: {why}"
        )
    };
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    fonts.set_sans_serif_family(FAMILY);
    let options = Options { fontdb: Arc::new(fonts), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree =
        Tree::from_str(&super::svg::svg(picture), &options).map_err(|error| refused(error.to_string()))?;
    let size = tree.size();
    let scale = SCALE.min((MOST / (size.width() * size.height())).sqrt());
    let canvas = size.to_int_size().scale_by(scale).ok_or_else(|| refused("0 × 0".to_owned()))?;
    let mut pixels =
        Pixmap::new(canvas.width(), canvas.height()).ok_or_else(|| refused("0 × 0".to_owned()))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| refused(error.to_string()))
}
