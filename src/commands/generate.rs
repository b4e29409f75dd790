//! What is made from the definition of the command line: completions and the manual page.

use std::io::{self, Write};

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::shells;
use clap_mangen::Man;

use super::exit::ExitStatus;
use crate::cli::{Cli, EXIT_CODES, Shell};

/// Prints a result that is already whole.
pub(super) fn print(bytes: &[u8]) -> anyhow::Result<ExitStatus> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .context("standard output cannot be written")?;
    Ok(ExitStatus::Done)
}

/// Prints the completion script of a shell.
pub(super) fn completions(shell: Shell) -> anyhow::Result<ExitStatus> {
    let mut script = Vec::new();
    let mut generate = |generator: clap_complete::Shell| {
        clap_complete::generate(generator, &mut Cli::command(), "shownotes", &mut script);
    };
    generate(match shell {
        Shell::Bash => shells::Shell::Bash,
        Shell::Elvish => shells::Shell::Elvish,
        Shell::Fish => shells::Shell::Fish,
        Shell::PowerShell => shells::Shell::PowerShell,
        Shell::Zsh => shells::Shell::Zsh,
    });
    print(&script)
}

/// Prints one manual page that covers all commands.
pub(super) fn man_page() -> anyhow::Result<ExitStatus> {
    let page = page().context("the manual page cannot be made")?;
    print(&page)
}

fn page() -> io::Result<Vec<u8>> {
    let mut root = Cli::command();
    root.build();
    let man = Man::new(root.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    for command in root
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
    {
        let man = Man::new(command.clone());
        let mut part = Vec::new();
        man.render_synopsis_section(&mut part)?;
        man.render_description_section(&mut part)?;
        man.render_options_section(&mut part)?;
        if command.get_after_long_help().is_some() {
            man.render_extra_section(&mut part)?;
        }
        let part = String::from_utf8_lossy(&part).replace(".SH ", ".SS ");
        writeln!(page, ".SH \"{}\"", command.get_name().to_uppercase())?;
        page.write_all(part.as_bytes())?;
    }
    writeln!(page, ".SH \"EXIT STATUS\"")?;
    for (code, meaning) in EXIT_CODES {
        writeln!(page, ".TP\n.B {code}\n{}", meaning.replace('-', "\\-"))?;
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_page_covers_every_command_and_exit_code() {
        let page = String::from_utf8(page().unwrap()).unwrap();
        for part in ["DRAFT", "TAG", "COMPLETIONS", "MAN", "EXIT STATUS"] {
            assert!(page.contains(&format!(".SH \"{part}\"")), "{part}");
        }
        for (code, _) in EXIT_CODES {
            assert!(page.contains(&format!(".B {code}\n")));
        }
        assert!(page.contains("max\\-share"));
    }
}
