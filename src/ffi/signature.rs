//! Signatures: strokes of a pad, an image, or a digest that the host made. They need no store. Only a digest is kept of one, bound to the
//! event it was given for: to the very text and its language, to operator, station and receipt. Whoever keeps the strokes or the image proves
//! with them later that they belong to the event.

use crate::domain::consent::{Point, Signature, may_have};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A signature. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_signature(i64);
handle!(clientela_signature, SignatureObject);

/// The strokes as far as they were added, or what was made of something else.
pub enum SignatureObject {
    Strokes(Vec<Vec<Point>>),
    Made(Signature),
}

impl SignatureObject {
    /// The signature as it is now.
    pub fn made(&self) -> Result<Signature> {
        match self {
            Self::Strokes(strokes) => Ok(Signature::of_strokes(strokes)?),
            Self::Made(signature) => Ok(*signature),
        }
    }

    fn strokes(&mut self) -> Result<&mut Vec<Vec<Point>>> {
        match self {
            Self::Strokes(strokes) => Ok(strokes),
            Self::Made(_) => Err(Error::new(ErrorKind::State, "argument.no_strokes").with("argument", "signature")),
        }
    }
}

/// Begins a signature of strokes.
///
/// - out_signature: the new signature, without any stroke; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_signature_new(out_signature: *mut clientela_signature, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::handle(out_signature, "out_signature"), || Ok(SignatureObject::Strokes(Vec::new())))
}

/// Begins a stroke: the pen goes down.
///
/// - signature: a signature of strokes
#[unsafe(no_mangle)]
pub extern "C" fn clientela_signature_begin_stroke(signature: clientela_signature, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, (), || {
        let mut signature = open(signature, "signature")?;
        let strokes = signature.strokes()?;
        may_have(strokes.len() + 1)?;
        strokes.push(Vec::new());
        Ok(())
    })
}

/// Adds a point to the last stroke; without any one begins. At most 20,000 points: CLIENTELA_STATUS_INVALID beyond.
///
/// - signature: a signature of strokes
/// - x: to the right, in the units of the pad
/// - y: downwards
/// - at: milliseconds since the signature began
/// - pressure: how hard the pen was pressed, 0 to 65535; -1 where the pad does not tell
#[unsafe(no_mangle)]
pub extern "C" fn clientela_signature_add_point(
    signature: clientela_signature,
    x: i32,
    y: i32,
    at: i64,
    pressure: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let pressure = if pressure == -1 { None } else { Some(words::within(pressure, "pressure")?) };
        let point = Point { x, y, at: words::within(at, "at")?, pressure };
        let mut signature = open(signature, "signature")?;
        let strokes = signature.strokes()?;
        may_have(strokes.iter().map(Vec::len).sum::<usize>() + 1)?;
        match strokes.last_mut() {
            Some(stroke) => stroke.push(point),
            None => strokes.push(vec![point]),
        }
        Ok(())
    })
}

/// Makes a signature of an image or a scan: its digest is the SHA-256 of the bytes.
///
/// - image: the bytes of the file, at most 4 MiB; they are not kept
/// - image_len: how many
/// - out_signature: the new signature; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_signature_of_image(
    image: *const u8,
    image_len: usize,
    out_signature: *mut clientela_signature,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_signature, "out_signature"), || {
        Ok(SignatureObject::Made(Signature::of_image(raw::bytes(image, image_len, "image")?)?))
    })
}

/// Makes a signature of a digest that the host made, such as the SHA-256 of an image.
///
/// - digest: the digest
/// - digest_len: 32
/// - out_signature: the new signature; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_signature_of_digest(
    digest: *const u8,
    digest_len: usize,
    out_signature: *mut clientela_signature,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_signature, "out_signature"), || {
        Ok(SignatureObject::Made(Signature::from(words::exactly::<32>(digest, digest_len, "digest")?)))
    })
}

/// Frees a signature. No signature (0) is allowed.
///
/// - signature: the signature
#[unsafe(no_mangle)]
pub extern "C" fn clientela_signature_free(signature: clientela_signature) -> clientela_status {
    free(signature, "signature")
}
