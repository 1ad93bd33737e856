//! The integration tests.

mod fix;
mod import;
mod init;
mod register;
mod run;
