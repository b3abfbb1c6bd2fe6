//! Migrations are embedded: a new or changed file must be compiled in.
fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
