namespace Ward.Storage.Embedded.Events;

/// <summary>What takes words as 64-bit hashes.</summary>
internal interface IWords
{
    void Add(ulong word);
}
