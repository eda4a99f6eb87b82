namespace Ward.Storage.Embedded.Events;

/// <summary>The end of a spilled part, before its checksum (<see cref="SpillWriter"/>).</summary>
/// <param name="Layout">Version of its columns.</param>
/// <param name="TextsAt">Where its texts' places are.</param>
/// <param name="WordsAt">Where its words are, 8 bytes each.</param>
/// <param name="IndexAt">Where its blocks are told.</param>
internal readonly record struct SpillEnd(long Layout, long TextsAt, long Texts, long WordsAt, long Words, long IndexAt, long Blocks);
