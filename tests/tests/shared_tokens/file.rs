//! The files of the store: whose they are, and what happens to damaged ones.

use std::fs;

use wecom_message::token::FileStore;
use wecom_sandbox::Sandbox;
use wecom_tests::temporary_folder::TemporaryFolder;

use crate::folder::token_file;
use crate::{client, send, tokens_fetched, warnings};

#[test]
fn a_damaged_foreign_or_future_file_is_passed_over_and_replaced() {
    let sandbox = Sandbox::start().unwrap();
    let folder = TemporaryFolder::new();
    let run = || send(&client(&sandbox, FileStore::new(folder.path())));
    run();
    let file = token_file(folder.path());
    let good = fs::read(&file).unwrap();
    let mut future: serde_json::Value = serde_json::from_slice(&good).unwrap();
    future["saved_ms"] = (future["saved_ms"].as_u64().unwrap() + 3_600_000).into();
    let damages = [
        Vec::new(),
        b"not JSON".to_vec(),
        good[..good.len() / 2].to_vec(),
        vec![0xff; 100],
        vec![b'x'; 1_000_000],
        br#"{"version":"of something else"}"#.to_vec(),
        future.to_string().into_bytes(),
    ];
    for (number, damage) in damages.iter().enumerate() {
        fs::write(&file, damage).unwrap();
        run();
        run();
        assert_eq!(tokens_fetched(&sandbox), number + 2, "one for both runs after {:?}", damage.get(..20));
    }
}

#[test]
fn a_folder_that_cannot_be_made_costs_a_warning_and_no_message() {
    warnings::keep();
    let sandbox = Sandbox::start().unwrap();
    let folder = TemporaryFolder::new();
    let taken = folder.path().join("taken");
    fs::write(&taken, "a file, not a folder").unwrap();
    let client = client(&sandbox, FileStore::new(&taken));
    send(&client);
    sandbox.expire_tokens();
    send(&client);
    let warnings = warnings::about(&taken.display().to_string());
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert!(!warning.contains(sandbox.secret()), "{warning}");
}

#[test]
fn neither_secret_nor_corp_id_is_in_a_file_or_its_name() {
    let sandbox = Sandbox::start().unwrap();
    let folder = TemporaryFolder::new();
    send(&client(&sandbox, FileStore::new(folder.path())));
    for file in fs::read_dir(folder.path().join("wecom-tokens")).unwrap() {
        let path = file.unwrap().path();
        let whole = format!("{} {}", path.display(), fs::read_to_string(&path).unwrap());
        assert!(!whole.contains(sandbox.secret()) && !whole.contains(sandbox.corp_id()), "{whole}");
        assert!(path.extension().is_some_and(|extension| extension == "json" || extension == "lock"), "{whole}");
    }
}

#[cfg(unix)]
mod permissions {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    use wecom_message::token::FileStore;
    use wecom_sandbox::Sandbox;
    use wecom_tests::temporary_folder::TemporaryFolder;

    use crate::folder::token_file;
    use crate::{client, send, tokens_fetched};

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn open(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn only_the_owner_can_read_and_what_was_open_to_others_is_closed() {
        let sandbox = Sandbox::start().unwrap();
        let folder = TemporaryFolder::new();
        let inside = folder.path().join("wecom-tokens");
        fs::create_dir(&inside).unwrap();
        open(&inside, 0o777);
        open(folder.path(), 0o755);
        let run = || send(&client(&sandbox, FileStore::new(folder.path())));
        run();
        let file = token_file(folder.path());
        assert_eq!((mode(&inside), mode(&file), mode(folder.path())), (0o700, 0o600, 0o755));
        for lock in fs::read_dir(&inside).unwrap() {
            assert_eq!(mode(&lock.unwrap().path()), 0o600);
        }
        open(&file, 0o644);
        run();
        assert_eq!(mode(&file), 0o600, "closed by the next who reads it");
        open(&file, 0o666);
        sandbox.expire_tokens();
        run();
        assert_eq!((mode(&file), tokens_fetched(&sandbox)), (0o600, 2));
    }

    #[test]
    fn a_link_in_the_place_of_the_file_is_replaced_and_not_followed() {
        let sandbox = Sandbox::start().unwrap();
        let folder = TemporaryFolder::new();
        let run = || send(&client(&sandbox, FileStore::new(folder.path())));
        run();
        let file = token_file(folder.path());
        let target = folder.path().join("target");
        fs::write(&target, "precious").unwrap();
        fs::remove_file(&file).unwrap();
        symlink(&target, &file).unwrap();
        run();
        assert_eq!(fs::read_to_string(&target).unwrap(), "precious");
        assert!(fs::symlink_metadata(&file).unwrap().is_file());
    }

    #[test]
    fn a_link_in_the_place_of_the_folder_is_not_used() {
        let sandbox = Sandbox::start().unwrap();
        let folder = TemporaryFolder::new();
        let elsewhere = TemporaryFolder::new();
        symlink(elsewhere.path(), folder.path().join("wecom-tokens")).unwrap();
        send(&client(&sandbox, FileStore::new(folder.path())));
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
