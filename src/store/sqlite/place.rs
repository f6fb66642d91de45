//! Where a file lies. The log of SQLite needs memory that all processes share: a network drive has none, and loses what was acknowledged.

use std::path::{Component, Path, PathBuf, Prefix};

use crate::error::{Error, ErrorKind, Result};

/// The file systems of other machines, as the kernel names them; `fuse.` ones by their second part.
const NETWORK: &[&str] =
    &["nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "9p", "afs", "ncpfs", "ceph", "glusterfs", "lustre", "sshfs", "davfs", "rclone"];

/// Fails where the file would lie on another machine.
pub(super) fn refuse_network_drive(path: &Path) -> Result<()> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    if is_share(path) || file_system(&mounts, &resolved(path)).is_some_and(is_network) {
        return Err(Error::new(ErrorKind::Io, "store.network_drive"));
    }
    Ok(())
}

/// The path of the nearest thing that exists, without links.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.ancestors().find_map(|above| above.canonicalize().ok()).unwrap_or(absolute)
}

/// Whether Windows would look for it on another machine.
fn is_share(path: &Path) -> bool {
    let prefix = path.components().next();
    matches!(prefix, Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)))
}

fn is_network(file_system: &str) -> bool {
    NETWORK.contains(&file_system.strip_prefix("fuse.").unwrap_or(file_system))
}

/// The file system a path lies on, by the text of `/proc/self/mountinfo`: the longest mount point wins, of two at one place the later.
fn file_system<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    let mounted = mounts.lines().filter_map(mount).filter(|(point, _)| path.starts_with(point));
    mounted.max_by_key(|(point, _)| point.components().count()).map(|(_, kind)| kind)
}

/// Mount point and kind of a line: `36 35 98:0 / /mnt rw - ext4 /dev/sda1 rw`.
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (before, after) = line.split_once(" - ")?;
    let point = before.split(' ').nth(4)?;
    let point =
        ["\\040", "\\011", "\\012"].iter().zip([" ", "\t", "\n"]).fold(point.to_owned(), |point, (code, sign)| point.replace(code, sign));
    Some((PathBuf::from(point.replace("\\134", "\\")), after.split(' ').next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /srv/shop rw shared:2 - nfs4 server:/shop rw,vers=4.2
31 30 8:2 / /srv/shop/local rw - ext4 /dev/sdb1 rw
32 22 0:41 / /mnt/a\\040share rw master:3 - cifs //server/a rw
33 22 0:42 / /home/jane/far rw - fuse.sshfs jane@far:/ rw
34 22 0:43 / /mnt/twice rw - nfs server:/twice rw
35 22 8:3 / /mnt/twice rw - xfs /dev/sdc1 rw
36 22 0:44 / /mnt/near rw - fuse.ntfs-3g /dev/sdd1 rw
";

    fn on(path: &str) -> (&str, bool) {
        let kind = file_system(MOUNTS, Path::new(path)).unwrap();
        (kind, is_network(kind))
    }

    #[test]
    fn a_path_lies_where_the_longest_mount_point_is() {
        assert_eq!(on("/var/shop.db"), ("ext4", false));
        assert_eq!(on("/srv/shop/shop.db"), ("nfs4", true));
        assert_eq!(on("/srv/shopping/shop.db"), ("ext4", false));
        assert_eq!(on("/srv/shop/local/shop.db"), ("ext4", false));
        assert_eq!(on("/mnt/a share/shop.db"), ("cifs", true));
        assert_eq!(on("/home/jane/far/shop.db"), ("fuse.sshfs", true));
        assert_eq!(on("/mnt/twice/shop.db"), ("xfs", false));
        assert_eq!(on("/mnt/near/shop.db"), ("fuse.ntfs-3g", false));
    }

    #[test]
    fn text_that_is_no_list_of_mounts_says_nothing() {
        for text in ["", "\n", " - ", "22 1 8:1 / - ext4", "nonsense"] {
            assert_eq!(file_system(text, Path::new("/var/shop.db")), None, "{text}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_yet_lies_where_its_folder_does() {
        let folder = tempfile::tempdir().unwrap();
        let resolved = resolved(&folder.path().join("new/shop.db"));
        assert_eq!(resolved, folder.path().canonicalize().unwrap());
    }

    #[cfg(windows)]
    #[test]
    fn a_share_of_windows_is_another_machine() {
        assert!(is_share(Path::new(r"\\server\shop\shop.db")) && is_share(Path::new(r"\\?\UNC\server\shop\shop.db")));
        assert!(!is_share(Path::new(r"C:\shop\shop.db")) && !is_share(Path::new(r"\\?\C:\shop\shop.db")));
    }
}
