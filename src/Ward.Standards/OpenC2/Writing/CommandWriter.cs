using System.Text.Json;

namespace Ward.Standards.OpenC2.Writing;

internal static class CommandWriter
{
    public static byte[] Print(OpenC2Command command) => JsonOut.Print(json => Write(json, command));

    public static void Write(Utf8JsonWriter json, OpenC2Command command)
    {
        json.WriteStartObject();
        json.WriteString("action", command.Action.Name());
        json.WriteStartObject("target");
        json.WritePropertyName(command.Target.Name);
        WriteTarget(json, command.Target);
        json.WriteEndObject();
        if (command.Args is { } args)
            WriteArgs(json, args);
        if (command.Actuator is { } actuator)
        {
            json.WriteStartObject("actuator");
            JsonOut.Raw(json, actuator.Profile, actuator.Json);
            json.WriteEndObject();
        }
        if (command.CommandId is { } id)
            json.WriteString("command_id", id);
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, OpenC2Target target)
    {
        switch (target)
        {
            case OpenC2Target.Ipv4Net net: json.WriteStringValue(net.Range.ToString()); break;
            case OpenC2Target.Ipv6Net net: json.WriteStringValue(net.Range.ToString()); break;
            case OpenC2Target.Ipv4Connection connection: WriteTuple(json, connection.Tuple); break;
            case OpenC2Target.Ipv6Connection connection: WriteTuple(json, connection.Tuple); break;
            case OpenC2Target.Device device:
                json.WriteStartObject();
                JsonOut.Maybe(json, "hostname", device.Hostname);
                JsonOut.Maybe(json, "idn_hostname", device.IdnHostname);
                JsonOut.Maybe(json, "device_id", device.DeviceId);
                json.WriteEndObject();
                break;
            case OpenC2Target.Features features:
                json.WriteStartArray();
                if (features.Versions) json.WriteStringValue("versions");
                if (features.Profiles) json.WriteStringValue("profiles");
                if (features.Pairs) json.WriteStringValue("pairs");
                if (features.RateLimit) json.WriteStringValue("rate_limit");
                json.WriteEndArray();
                break;
            case OpenC2Target.RuleNumber rule: json.WriteNumberValue(rule.Number); break;
            case OpenC2Target.File file: WriteFile(json, file); break;
            case OpenC2Target.Text text: json.WriteStringValue(text.Value); break;
            case OpenC2Target.Shaped shaped: json.WriteRawValue(shaped.Json); break;
            case OpenC2Target.Properties properties: json.WriteRawValue(properties.Json); break;
            case OpenC2Target.Extension extension: json.WriteRawValue(extension.Json); break;
            default: throw new InvalidOperationException($"no print for {target.GetType().Name}");
        }
    }

    private static void WriteTuple(Utf8JsonWriter json, ConnectionTuple tuple)
    {
        json.WriteStartObject();
        JsonOut.Maybe(json, "src_addr", tuple.Source?.ToString());
        JsonOut.Maybe(json, "src_port", tuple.SourcePort);
        JsonOut.Maybe(json, "dst_addr", tuple.Destination?.ToString());
        JsonOut.Maybe(json, "dst_port", tuple.DestinationPort);
        JsonOut.Maybe(json, "protocol", tuple.Protocol?.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, OpenC2Target.File file)
    {
        json.WriteStartObject();
        JsonOut.Maybe(json, "name", file.FileName);
        JsonOut.Maybe(json, "path", file.Path);
        if (file.Hashes is { } hashes)
        {
            json.WriteStartObject("hashes");
            JsonOut.Maybe(json, "md5", hashes.Md5);
            JsonOut.Maybe(json, "sha1", hashes.Sha1);
            JsonOut.Maybe(json, "sha256", hashes.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteArgs(Utf8JsonWriter json, OpenC2Args args)
    {
        json.WriteStartObject("args");
        JsonOut.Maybe(json, "start_time", args.StartTime?.ToUnixTimeMilliseconds());
        JsonOut.Maybe(json, "stop_time", args.StopTime?.ToUnixTimeMilliseconds());
        JsonOut.Maybe(json, "duration", args.Duration is { } d ? (long)d.TotalMilliseconds : null);
        JsonOut.Maybe(json, "response_requested", args.ResponseRequested?.ToString().ToLowerInvariant());
        if (args.Slpf is { } slpf)
        {
            json.WriteStartObject("slpf");
            JsonOut.Maybe(json, "drop_process", slpf.DropProcess);
            if (slpf.Persistent is { } persistent)
                json.WriteBoolean("persistent", persistent);
            JsonOut.Maybe(json, "direction", slpf.Direction);
            JsonOut.Maybe(json, "insert_rule", slpf.InsertRule);
            json.WriteEndObject();
        }
        foreach (var extension in args.Extensions)
            JsonOut.Raw(json, extension.Profile, extension.Json);
        json.WriteEndObject();
    }
}
