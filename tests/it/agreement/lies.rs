//! Planted lies.
