namespace Ward.Ingest.Decoders.Packets;

/// <summary>Properties of MQTT 5 (section 2.2.2): the kind that each identifier has, and those worth a field.</summary>
internal static class MqttProperties
{
    /// <summary>Takes the property block; false where it contradicts its own length, and then nothing after it can be placed.</summary>
    public static bool TryTake(ref ByteCursor packet, EventBuilder into)
    {
        if (!TryVariable(ref packet, out var length) || !packet.TryTake(length, out var block)) return false;
        var properties = new ByteCursor(block);
        while (properties.Left > 0)
            if (!TryOne(ref properties, into)) return false;
        return true;
    }

    public static bool TryVariable(ref ByteCursor packet, out int value)
    {
        value = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            if (!packet.TryByte(out var part)) return false;
            value |= (part & 0x7F) << shift;
            if (part < 0x80) return true;
        }

        return false;
    }

    public static bool TryText(ref ByteCursor packet, out ReadOnlySpan<byte> text)
    {
        text = default;
        return packet.TryBig16(out var length) && packet.TryTake(length, out text);
    }

    private static bool TryOne(ref ByteCursor properties, EventBuilder into)
    {
        if (!properties.TryByte(out var id)) return false;
        switch (id)
        {
            case 0x01 or 0x17 or 0x19 or 0x24 or 0x25 or 0x28 or 0x29 or 0x2A:
                return properties.TrySkip(1);
            case 0x13 or 0x21 or 0x22 or 0x23:
                if (!properties.TryBig16(out var number)) return false;
                if (id == 0x21) into.Number("mqtt.receive_maximum"u8, number);
                if (id == 0x22) into.Number("mqtt.topic_alias_maximum"u8, number);
                if (id == 0x23) into.Number("mqtt.topic_alias"u8, number);
                return true;
            case 0x02 or 0x11 or 0x18 or 0x27:
                return properties.TrySkip(4);
            case 0x0B:
                return TryVariable(ref properties, out _);
            case 0x03 or 0x08 or 0x12 or 0x15 or 0x1A or 0x1C or 0x1F:
                if (!TryText(ref properties, out var text)) return false;
                if (id == 0x03) into.SetUnmapped("mqtt.content_type"u8, text);
                if (id == 0x08) into.SetUnmapped("mqtt.response_topic"u8, text);
                if (id == 0x12) into.SetUnmapped("mqtt.assigned_client_id"u8, text);
                if (id == 0x15) into.SetUnmapped("mqtt.authentication_method"u8, text);
                if (id == 0x1F) into.Set(Fields.StatusDetail, text);
                return true;
            case 0x09 or 0x16:
                return TryText(ref properties, out _);
            case 0x26:
                return TryText(ref properties, out _) && TryText(ref properties, out _);
            default:
                return false;
        }
    }
}
