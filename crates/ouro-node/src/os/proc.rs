//! What the kernel tells in `/proc` and `/etc`: the reading of their texts. `proc(5)`, `passwd(5)`.

/// One processor: name, and milliseconds spent in each state since the machine started.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Cpu {
    pub(super) index: usize,
    pub(super) model: String,
    /// User, nice, system, idle, interrupts.
    pub(super) times: [u64; 5],
}

/// Reads `/proc/stat` and `/proc/cpuinfo`. The kernel counts in hundredths of a second.
pub(super) fn cpus(stat: &str, cpuinfo: &str) -> Vec<Cpu> {
    let mut models = cpuinfo.lines().filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name.trim() == "model name").then(|| value.trim().to_owned())
    });
    let mut last = "unknown".to_owned();
    stat.lines()
        .filter_map(|line| {
            let (name, counts) = line.split_once(' ')?;
            let index = name.strip_prefix("cpu")?.parse().ok()?;
            let counts: Vec<u64> =
                counts.split_whitespace().filter_map(|count| count.parse().ok()).collect();
            let count = |at: usize| counts.get(at).map_or(0, |ticks| ticks * 10);
            if let Some(model) = models.next() {
                last = model;
            }
            let times = [count(0), count(1), count(2), count(3), count(5)];
            Some(Cpu { index, model: last.clone(), times })
        })
        .collect()
}

/// Reads one line of `/proc/meminfo`, in bytes.
pub(super) fn memory(meminfo: &str, name: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024)
}

/// Reads the first numbers of a line: `/proc/loadavg`, `/proc/uptime`.
pub(super) fn numbers<const N: usize>(line: &str) -> [f64; N] {
    let mut numbers = line.split_whitespace().map(|word| word.parse().unwrap_or(0.0));
    std::array::from_fn(|_| numbers.next().unwrap_or(0.0))
}

/// A user as `/etc/passwd` lists it.
#[derive(Debug, PartialEq)]
pub(super) struct User {
    pub(super) name: Vec<u8>,
    pub(super) gid: u32,
    pub(super) home: Vec<u8>,
    pub(super) shell: Vec<u8>,
}

/// Finds a user by number.
pub(super) fn user(passwd: &[u8], uid: u32) -> Option<User> {
    passwd.split(|&byte| byte == b'\n').find_map(|line| {
        let fields: Vec<&[u8]> = line.split(|&byte| byte == b':').collect();
        let [name, _, id, gid, _, home, shell] = fields.as_slice() else { return None };
        let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<u32>().ok();
        if number(id) != Some(uid) {
            return None;
        }
        Some(User {
            name: name.to_vec(),
            gid: number(gid)?,
            home: home.to_vec(),
            shell: shell.to_vec(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_processor_without_a_model_has_the_one_before() {
        let stat = "cpu  9 9 9 9\ncpu0 1 2 3 4 5 6\ncpu1 1 0 0 0 0 0\nintr 1";
        let found = cpus(stat, "processor: 0\nmodel name\t: X 1\n");
        assert_eq!(found[0].times, [10, 20, 30, 40, 60]);
        assert_eq!(found[1].model, "X 1");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn memory_is_told_in_kibibytes() {
        assert_eq!(memory("MemTotal:   8 kB\nMemFree: 2 kB", "MemFree"), Some(2048));
        assert_eq!(memory("", "MemFree"), None);
    }

    #[test]
    fn a_user_is_found_by_number() {
        let found = user(b"root:x:0:0:r:/root:/bin/sh\nu:x:7:8::/h:/s\n", 7).unwrap();
        assert_eq!((found.name.as_slice(), found.gid), (b"u".as_slice(), 8));
        assert_eq!(user(b"", 7), None);
    }
}
