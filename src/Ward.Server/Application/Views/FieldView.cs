namespace Ward.Server.Application.Views;

/// <summary>A field that carried a finding.</summary>
public sealed record FieldView(string Path, string Value, string Condition);
