namespace Ward.Ingest.Names;

/// <summary>A name that stands for an OCSF path.</summary>
/// <param name="Path">Dotted, from the class root.</param>
/// <param name="Only">The log source in which it means this; an empty part is any. Null where it means it everywhere.</param>
public sealed record FieldName(NameView View, string Name, string Path, LogSource? Only = null)
{
    /// <summary>Whether it has this meaning in the log source.</summary>
    public bool AppliesTo(LogSource source) =>
        Only is null || (Fits(Only.Category, source.Category) && Fits(Only.Product, source.Product) && Fits(Only.Service, source.Service));

    private static bool Fits(string asked, string given) => asked.Length == 0 || asked == given;
}
