namespace Ward.Standards.Sigma.Linting;

/// <summary>Error: the document is not in force. Warning: it is, but hardly does what is meant. Advice: it could be better.</summary>
public enum LintSeverity { Error, Warning, Advice }
