namespace Ward.Standards.Yaml;

/// <param name="Line">1-based line of the key.</param>
public sealed record YamlEntry(string Key, int Line, YamlValue Value);
