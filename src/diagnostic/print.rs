//! Diagnostics as people and forges read them.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Language, Place, Report, Said, Severity};
use crate::said;

/// Whether text for a person carries terminal colours.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Style {
    /// No escape codes.
    Plain,
    /// ANSI escape codes.
    Colour,
}

impl Diagnostic {
    /// As a person reads it: the message, the source line, the mark, the hint.
    pub fn to_text(&self, style: Style, language: Language) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colour => Renderer::styled(),
        };
        let (level, name) = match self.severity {
            Severity::Error => (Level::ERROR, said!("error", "fout")),
            Severity::Warning => (Level::WARNING, said!("warning", "waarschuwing")),
        };
        let help = said!("help", "tip");
        let byte = |column: usize| {
            let line = &self.place.source;
            line.char_indices().nth(column).map_or(line.len(), |(index, _)| index)
        };
        let start = byte(self.place.column - 1);
        let end = byte(self.place.column - 1 + self.place.width).max(start);
        let snippet = Snippet::source(&self.place.source)
            .path(&self.place.file)
            .line_start(self.place.line)
            .annotation(AnnotationKind::Primary.span(start..end));
        let title = level.with_name(name.text(language)).primary_title(self.message.text(language));
        let mut group: Group<'_> = title.id(self.rule.code()).element(snippet);
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.with_name(help.text(language)).message(hint.text(language)));
        }
        renderer.render(&[group])
    }

    fn to_github(&self, language: Language) -> String {
        let level = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let Place { file, line, column, width, .. } = &self.place;
        let (file, title) = (escaped(file, true), escaped(self.rule.code(), true));
        let hint = self.hint.iter().map(|hint| format!("\n{}", hint.text(language)));
        let message = escaped(&hint.fold(self.message.text(language).to_owned(), |all, hint| all + &hint), false);
        let end = column + width - 1;
        format!("::{level} file={file},line={line},col={column},endColumn={end},title={title}::{message}")
    }
}

impl Report {
    /// As a person reads it, every diagnostic followed by an empty line. Where they
    /// are in several files, each file has a line of its own before them.
    pub fn to_text(&self, style: Style, language: Language) -> String {
        let files: Vec<&[Diagnostic]> = self.diagnostics.chunk_by(|a, b| a.place.file == b.place.file).collect();
        let mut text = String::new();
        for file in &files {
            if let (true, [first, ..]) = (files.len() > 1, file) {
                let (path, count) = (&first.place.file, count(file));
                text.push_str(&format!("# {path}: {}\n\n", count.text(language)));
            }
            for diagnostic in *file {
                text.push_str(&(diagnostic.to_text(style, language) + "\n\n"));
            }
        }
        text
    }

    /// As workflow commands, one on a line, which GitHub shows beside the lines that
    /// they are about.
    pub fn to_github(&self, language: Language) -> String {
        self.diagnostics.iter().map(|diagnostic| diagnostic.to_github(language) + "\n").collect()
    }

    /// How many errors and warnings there are.
    pub fn count(&self) -> Said {
        count(&self.diagnostics)
    }
}

fn count(diagnostics: &[Diagnostic]) -> Said {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    let errors = match errors {
        1 => said!("1 error", "1 fout"),
        _ => said!("{errors} errors", "{errors} fouten"),
    };
    let warnings = match warnings {
        0 => return errors,
        1 => said!("1 warning", "1 waarschuwing"),
        _ => said!("{warnings} warnings", "{warnings} waarschuwingen"),
    };
    said!("{errors}, {warnings}", "{errors}, {warnings}"; errors, warnings)
}

/// A value of a workflow command: `%` and line breaks are escaped, in a property
/// `:` and `,` too.
///
/// Source: `actions/toolkit`, `packages/core/src/command.ts`.
fn escaped(text: &str, is_property: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            ':' if is_property => escaped.push_str("%3A"),
            ',' if is_property => escaped.push_str("%2C"),
            sign => escaped.push(sign),
        }
    }
    escaped
}
