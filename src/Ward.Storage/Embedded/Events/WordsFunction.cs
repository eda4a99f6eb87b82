using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;
using ScalarFunction = DuckDB.NET.Native.NativeMethods.ScalarFunction;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Lets words be gathered from rows while they are copied: <c>ward_words(number, ...)</c> hands them to <see cref="SegmentWords"/> and is 0.
/// Thread-safe; the rows of one number come from one thread where the database has one.
/// </summary>
internal sealed unsafe class WordsFunction : IDisposable
{
    private readonly ConcurrentDictionary<long, SegmentWords> gathering = new();
    private GCHandle self;
    private long numbers;

    /// <summary>Makes the function known to the database.</summary>
    public WordsFunction(DuckDBConnection connection)
    {
        self = GCHandle.Alloc(this);
        var function = ScalarFunction.DuckDBCreateScalarFunction();
        try
        {
            ScalarFunction.DuckDBScalarFunctionSetName(function, "ward_words");
            using var number = LogicalType.DuckDBCreateLogicalType(DuckDBType.BigInt);
            using var text = LogicalType.DuckDBCreateLogicalType(DuckDBType.Varchar);
            using var truth = LogicalType.DuckDBCreateLogicalType(DuckDBType.Boolean);
            using var nothing = LogicalType.DuckDBCreateLogicalType(DuckDBType.TinyInt);
            foreach (var parameter in new[] { number, text, truth }) ScalarFunction.DuckDBScalarFunctionAddParameter(function, parameter);
            ScalarFunction.DuckDBScalarFunctionSetVarargs(function, text);
            ScalarFunction.DuckDBScalarFunctionSetReturnType(function, nothing);
            ScalarFunction.DuckDBScalarFunctionSetSpecialHandling(function);
            ScalarFunction.DuckDBScalarFunctionSetVolatile(function);
            ScalarFunction.DuckDBScalarFunctionSetExtraInfo(function, GCHandle.ToIntPtr(self), &Nothing);
            ScalarFunction.DuckDBScalarFunctionSetFunction(function, &Read);
            if (ScalarFunction.DuckDBRegisterScalarFunction(connection.NativeConnection, function) != DuckDBState.Success) throw new IOException("DuckDB does not take the function that gathers words.");
        }
        finally
        {
            ScalarFunction.DuckDBDestroyScalarFunction(ref function);
        }
    }

    /// <summary>Rows whose words are gathered as they are read.</summary>
    /// <param name="from">What stands behind FROM; as <see cref="Source.Union"/> gives it.</param>
    /// <param name="line">What the words of a line are taken from.</param>
    /// <param name="number">By which to <see cref="End"/> it.</param>
    /// <returns>A SELECT of the columns of <see cref="Layout"/>.</returns>
    public string Select(SegmentWords words, string from, string line, out long number)
    {
        number = Interlocked.Increment(ref numbers);
        gathering[number] = words;
        return $"SELECT * EXCLUDE (layout) REPLACE (CAST(assurance + ward_words({Sql.Number(number)}, {words.Arguments(line)}) AS TINYINT) AS assurance) FROM {from}";
    }

    public void End(long number) => gathering.TryRemove(number, out _);

    /// <summary>After the last connection is closed.</summary>
    public void Dispose()
    {
        if (self.IsAllocated) self.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Nothing(IntPtr handle) { }

    // Whatever goes wrong in here must not pass into native code.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Read(IntPtr info, IntPtr input, IntPtr output)
    {
        try
        {
            using var chunk = new DuckDBDataChunk(input);
            var rows = (int)DataChunks.DuckDBDataChunkGetSize(chunk);
            new Span<sbyte>(Vectors.DuckDBVectorGetData(output), rows).Clear();
            if (rows == 0) return;
            var function = (WordsFunction)GCHandle.FromIntPtr(ScalarFunction.DuckDBScalarFunctionGetExtraInfo(info)).Target!;
            var number = *(long*)Vectors.DuckDBVectorGetData(DataChunks.DuckDBDataChunkGetVector(chunk, 0));
            if (!function.gathering.TryGetValue(number, out var words)) throw new InvalidOperationException($"Nobody gathers the words {number}.");
            words.Read(chunk, rows);
        }
        catch (Exception e)
        {
            ScalarFunction.DuckDBScalarFunctionSetError(info, e.Message);
        }
    }
}
