namespace Ward.Standards.Sigma;

/// <summary>
/// Sigma rule files (Sigma 2.1): YAML, several documents to a file. Reads detections, filters and correlations;
/// what it does not know it refuses by name. Pure, thread-safe, never throws on any text.
/// </summary>
public static class SigmaParser
{
    /// <param name="file">The name that errors and rules carry; no file is opened.</param>
    public static SigmaReading Read(string file, string text)
    {
        var rules = new List<SigmaRule>();
        var correlations = new List<SigmaCorrelation>();
        var filters = new List<SigmaFilter>();
        var errors = new List<SigmaError>();
        foreach (var chunk in YamlDocuments.Split(text))
        {
            if (YamlDocuments.Load(file, chunk, errors) is not { } root) continue;
            var fields = new FieldReader(file, chunk.FirstLine, errors);
            if (root.Has("correlation"))
            {
                if (CorrelationReader.Read(root, fields) is { } correlation) correlations.Add(correlation);
            }
            else if (root.Has("filter"))
            {
                if (FilterReader.Read(root, fields) is { } filter) filters.Add(filter);
            }
            else if (RuleReader.Read(root, fields) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return new SigmaReading(rules, correlations, errors) { Filters = filters };
    }
}
