namespace Ward.Standards.Yaml;

/// <summary>One thing that is wrong with a file that a person wrote, said so that the person can mend it.</summary>
/// <param name="File">The name by which the person knows the file.</param>
/// <param name="Line">1-based; 0 where it is the file as a whole.</param>
/// <param name="Field">Path of the field, such as <c>assets[3].zone</c> (0-based); empty where the syntax itself is at fault.</param>
/// <param name="Expected">What would have been right, in plain words.</param>
/// <param name="Found">What is there; already made printable.</param>
/// <param name="Suggestion">What was probably meant, or null.</param>
public sealed record Problem(string File, int Line, string Field, string Expected, string Found, string? Suggestion = null)
{
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}: " : $"{File}: ";
        var field = Field.Length > 0 ? $"{Field}: " : "";
        var hint = Suggestion is null ? "" : $"; did you mean {Printable.Quoted(Suggestion)}?";
        return $"{place}{field}expected {Expected}, found {Found}{hint}";
    }
}
