namespace Ward.Ingest.Forms;

/// <summary>
/// Follows XML byte by byte and says where elements open and close (XML 1.0 sections 2.5 to 3.1): comments, CDATA, declarations, instructions and
/// quoted values are passed over, nothing is checked, entities are not opened. For encodings in which markup is ASCII.
/// </summary>
internal sealed class XmlTags
{
    private const int LongestName = 64;
    private readonly byte[] name = new byte[LongestName];
    private State state;
    private int length, matched, brackets;
    private byte quote, last;
    private bool isLong;

    private enum State { Text, Begun, Bang, Comment, Cdata, Declaration, InstructionName, Instruction, Name, Tag, Closing }

    /// <summary>What a byte meant.</summary>
    internal enum Sign
    {
        None,
        /// <summary>An element's name is whole; its depth is counted.</summary>
        Opened,
        /// <summary>An element has ended; its depth is counted off.</summary>
        Closed,
        /// <summary>The name of an XML declaration is whole.</summary>
        Declared,
        /// <summary>An end tag outside of every element.</summary>
        Stray,
    }

    /// <summary>Elements that are open.</summary>
    public int Depth { get; private set; }

    /// <summary>True between tags.</summary>
    public bool IsText => state == State.Text;

    /// <summary>The name of the tag at hand, with the mark of an instruction; empty where it is too long to matter.</summary>
    public ReadOnlySpan<byte> Name => isLong ? default : name.AsSpan(0, length);

    public ReadOnlySpan<byte> LocalName => Name[(Name.LastIndexOf((byte)':') + 1)..];

    public Sign Read(byte b)
    {
        var sign = state switch
        {
            State.Text => Text(b),
            State.Begun => Begin(b),
            State.Bang => Bang(b),
            State.Comment => Until(b, (byte)'-'),
            State.Cdata => Until(b, (byte)']'),
            State.Declaration => Declaration(b),
            State.InstructionName => InstructionName(b),
            State.Instruction => Instruction(b),
            State.Name => OpenName(b),
            State.Tag => Tag(b),
            State.Closing => Closing(b),
            _ => throw new InvalidOperationException($"unknown state {state}"),
        };
        last = b;
        return sign;
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private Sign To(State next, Sign sign = Sign.None)
    {
        state = next;
        return sign;
    }

    private Sign Text(byte b)
    {
        if (b != '<') return Sign.None;
        (length, isLong, matched, brackets, quote) = (0, false, 0, 0, 0);
        return To(State.Begun);
    }

    private Sign Begin(byte b)
    {
        if (b == '/') return To(State.Closing);
        if (b == '!') return To(State.Bang);
        Add(b);
        return To(b == '?' ? State.InstructionName : State.Name);
    }

    private void Add(byte b)
    {
        isLong |= length == LongestName;
        if (!isLong) name[length++] = b;
    }

    private Sign Bang(byte b)
    {
        Add(b);
        var begun = Name;
        if (begun.SequenceEqual("--"u8)) return To(State.Comment);
        if (begun.SequenceEqual("[CDATA["u8)) return To(State.Cdata);
        if ("--"u8.StartsWith(begun) || "[CDATA["u8.StartsWith(begun)) return Sign.None;
        state = State.Declaration;
        return Declaration(b);
    }

    /// <summary>A comment or CDATA ends with two marks and '&gt;'.</summary>
    private Sign Until(byte b, byte mark)
    {
        if (b == '>' && matched == 2) return To(State.Text);
        matched = b == mark ? Math.Min(matched + 1, 2) : 0;
        return Sign.None;
    }

    private Sign Declaration(byte b)
    {
        if (quote != 0)
        {
            if (b == quote) quote = 0;
        }
        else if (b is (byte)'"' or (byte)'\'')
        {
            quote = b;
        }
        else if (b == '[')
        {
            brackets++;
        }
        else if (b == ']')
        {
            brackets--;
        }
        else if (b == '>' && brackets <= 0)
        {
            return To(State.Text);
        }

        return Sign.None;
    }

    private Sign InstructionName(byte b)
    {
        if (!IsSpace(b) && b is not ((byte)'?' or (byte)'>'))
        {
            Add(b);
            return Sign.None;
        }

        state = State.Instruction;
        return Name.SequenceEqual("?xml"u8) ? Sign.Declared : Instruction(b);
    }

    private Sign Instruction(byte b) => b == '>' && last == '?' ? To(State.Text) : Sign.None;

    private Sign OpenName(byte b)
    {
        if (!IsSpace(b) && b is not ((byte)'/' or (byte)'>'))
        {
            Add(b);
            return Sign.None;
        }

        Depth++;
        // An element that opens and ends with one byte tells of its opening first; '>' is its end only after a '/', which comes before.
        return b == '>' ? To(State.Text, Sign.Opened) : To(State.Tag, Sign.Opened);
    }

    private Sign Tag(byte b)
    {
        if (quote != 0)
        {
            if (b == quote) quote = 0;
            return Sign.None;
        }

        if (b is (byte)'"' or (byte)'\'') quote = b;
        if (b != '>') return Sign.None;
        return last == '/' ? Close() : To(State.Text);
    }

    private Sign Closing(byte b)
    {
        if (b != '>') return Sign.None;
        if (Depth > 0) return Close();
        return To(State.Text, Sign.Stray);
    }

    private Sign Close()
    {
        Depth--;
        return To(State.Text, Sign.Closed);
    }
}
