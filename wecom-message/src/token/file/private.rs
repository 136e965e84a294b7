//! A folder and files that only their owner can use.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::http::read_up_to::read_up_to;

/// A folder that only its owner can enter.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Creates the folder, or removes the permissions of others.
    pub(super) fn make(&self) -> io::Result<()> {
        if let Some(parent) = self.path.parent() {
            fs::create_dir_all(parent)?;
        }
        match permissions::create_folder(&self.path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let found = fs::symlink_metadata(&self.path)?;
        check_is_folder(&found)?;
        permissions::close_folder(&self.path, &found)
    }

    /// The text of a file; `None` if there is no such file, or if it is not a plain file.
    pub(super) fn read(&self, name: &str) -> io::Result<Option<String>> {
        const MOST: u64 = 64 * 1024;
        let folder = match fs::symlink_metadata(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            found => found?,
        };
        check_is_folder(&folder)?;
        permissions::close_folder(&self.path, &folder)?;
        let path = self.path.join(name);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => permissions::check_own(&folder, &found)?,
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        let mut file = match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        permissions::close_file(&file)?;
        let bytes = read_up_to(MOST, &mut file)?;
        Ok(String::from_utf8(bytes).ok())
    }

    /// Replaces a file with a new one. A link is replaced, not followed.
    pub(super) fn replace(&self, name: &str, text: &str) -> io::Result<()> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let temporary = self.path.join(format!("{}-{count}.new", process::id()));
        // A file that a killed process with the same id left behind.
        match fs::remove_file(&temporary) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let written = self.write_new(&temporary, text).and_then(|()| fs::rename(&temporary, self.path.join(name)));
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        written
    }

    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.path.join(name))
    }

    fn write_new(&self, path: &Path, text: &str) -> io::Result<()> {
        let mut file = permissions::for_owner(OpenOptions::new().write(true).create_new(true)).open(path)?;
        permissions::check_owner(&fs::symlink_metadata(&self.path)?, &file)?;
        file.write_all(text.as_bytes())
    }

    /// A file to lock.
    pub(super) fn open_lock(&self, name: &str) -> io::Result<File> {
        permissions::for_owner(OpenOptions::new().read(true).write(true).create(true).truncate(false))
            .open(self.path.join(name))
    }
}

/// A link is not followed: it may lead into a folder of another user.
fn check_is_folder(found: &Metadata) -> io::Result<()> {
    if found.is_dir() {
        return Ok(());
    }
    Err(io::Error::new(ErrorKind::AlreadyExists, "something else than a folder has its name"))
}

/// Only the owner.
#[cfg(unix)]
mod permissions {
    use std::fs::{DirBuilder, Permissions};
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};

    use super::{ErrorKind, File, Metadata, OpenOptions, Path, fs, io};

    pub(super) fn create_folder(path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(path)
    }

    pub(super) fn close_folder(path: &Path, found: &Metadata) -> io::Result<()> {
        match found.mode() & 0o077 {
            0 => Ok(()),
            _ => fs::set_permissions(path, Permissions::from_mode(0o700)),
        }
    }

    pub(super) fn close_file(file: &File) -> io::Result<()> {
        match file.metadata()?.mode() & 0o077 {
            0 => Ok(()),
            _ => file.set_permissions(Permissions::from_mode(0o600)),
        }
    }

    pub(super) fn for_owner(options: &mut OpenOptions) -> &mut OpenOptions {
        options.mode(0o600)
    }

    /// A token that another user planted is not used. Where the system does not say who this process is, as outside of
    /// Linux, the file must at least belong to the folder's owner.
    pub(super) fn check_own(folder: &Metadata, file: &Metadata) -> io::Result<()> {
        let owner = fs::metadata("/proc/self").map_or(folder.uid(), |process| process.uid());
        if folder.uid() == owner && file.uid() == owner {
            return Ok(());
        }
        Err(io::Error::new(ErrorKind::PermissionDenied, "the folder or the file belongs to another user"))
    }

    /// Root can write into any user's folder, and that user can read there: no token is written to such a folder.
    pub(super) fn check_owner(folder: &Metadata, file: &File) -> io::Result<()> {
        if folder.uid() == file.metadata()?.uid() {
            return Ok(());
        }
        Err(io::Error::new(ErrorKind::PermissionDenied, "the folder belongs to another user"))
    }
}

/// Elsewhere a folder has the permissions of the one that it is in.
#[cfg(not(unix))]
mod permissions {
    use super::{File, Metadata, OpenOptions, Path, fs, io};

    pub(super) fn create_folder(path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    pub(super) fn close_folder(_: &Path, _: &Metadata) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn close_file(_: &File) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn for_owner(options: &mut OpenOptions) -> &mut OpenOptions {
        options
    }

    pub(super) fn check_own(_: &Metadata, _: &Metadata) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn check_owner(_: &Metadata, _: &File) -> io::Result<()> {
        Ok(())
    }
}
