using System.Text.Json;
using System.Text.Unicode;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>
/// Elasticsearch's bulk body. create and index bring a document, which is kept as one line; update and delete are refused, since what has been
/// journalled is never changed. Each item has its own answer. A body whose action lines cannot be read is refused whole: after one of them nobody
/// can tell what is a document.
/// </summary>
internal sealed class ElasticBulkReader : IPostedReader
{
    private const int LongestIndex = 255, MostIndices = 64;
    private readonly List<string> indices = [];

    private enum Act { Create, Index, Update, Delete }

    public IntakeReceipt? Read(PostedBody posted)
    {
        var rest = (ReadOnlyMemory<byte>)posted.Bytes;
        for (var number = 1; PostedLines.TryTake(ref rest, out var line); number++)
        {
            if (line.Span.Trim(" \t"u8).Length == 0) continue;
            if (!TryAction(line.Span, out var act, out var index)) return new IntakeReceipt.Refused(number, "not an action line: one of create, index, update, delete with its metadata");
            string? why = act is Act.Create or Act.Index ? null : "only create and index are taken: what is in the journal is not changed";
            if (act != Act.Delete)
            {
                if (!PostedLines.TryTake(ref rest, out var document)) return new IntakeReceipt.Refused(number, "the action's document is missing");
                number++;
                why ??= posted.WhyNoObject(document.Span) is { } wrong ? $"the document is {wrong}" : null;
                if (why is null && !posted.TryAdd(document)) return PostedBody.Busy;
            }

            if (why is not null) posted.Refuse(why);
            if (!posted.TryNote(new PostedItem(Name(act), index, why))) return PostedBody.Busy;
        }

        return posted.Items.Count == 0 ? new IntakeReceipt.Refused(0, "request body is required") : null;
    }

    private bool TryAction(ReadOnlySpan<byte> line, out Act act, out string index)
    {
        (act, index) = (Act.Create, "");
        if (!Utf8.IsValid(line)) return false;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName) return false;
            if (reader.ValueTextEquals("create"u8)) act = Act.Create;
            else if (reader.ValueTextEquals("index"u8)) act = Act.Index;
            else if (reader.ValueTextEquals("update"u8)) act = Act.Update;
            else if (reader.ValueTextEquals("delete"u8)) act = Act.Delete;
            else return false;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var named = reader.ValueTextEquals("_index"u8);
                if (!reader.Read()) return false;
                if (named && reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= LongestIndex) index = Known(ref reader);
                reader.Skip();
            }

            return reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Most bodies name one index over and over: it is one text.</summary>
    private string Known(ref Utf8JsonReader reader)
    {
        foreach (var index in indices)
            if (reader.ValueTextEquals(index)) return index;
        var made = reader.GetString()!;
        if (indices.Count < MostIndices) indices.Add(made);
        return made;
    }

    private static string Name(Act act) => act switch
    {
        Act.Create => "create",
        Act.Index => "index",
        Act.Update => "update",
        Act.Delete => "delete",
        _ => throw new InvalidOperationException($"unknown action {act}"),
    };
}
